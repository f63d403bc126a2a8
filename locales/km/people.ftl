# The people, the company, signing in and the set-up.

people-name = ឈ្មោះ
people-email = អ៊ីមែល
people-password = ពាក្យសម្ងាត់
people-language = ភាសា
people-name-missing = សូមសរសេរឈ្មោះ។
people-name-long = ឈ្មោះនេះវែងពេក៖ យ៉ាងច្រើន 100 តួអក្សរ។
people-name-odd = ក្នុងឈ្មោះនេះមានតួអក្សរដែលរក្សាទុកមិនបាន។ សូមវាយម្ដងទៀត។
people-email-odd = នេះមិនមែនជាអាសយដ្ឋានអ៊ីមែលទេ។ គំរូ៖ name@example.com។
people-email-taken = មានគេប្រើអាសយដ្ឋានអ៊ីមែលនេះរួចហើយ។

password-hint = យ៉ាងតិច 10 តួអក្សរ។ ពាក្យច្រើនតៗគ្នា ងាយចាំ ហើយពិបាកទាយ។
password-short = ខ្លីពេក៖ យ៉ាងតិច { $length } តួអក្សរ។
password-long = វែងពេក៖ យ៉ាងច្រើន { $length } តួអក្សរ។
password-own = សូមកុំប្រើឈ្មោះ ឈ្មោះក្រុមហ៊ុន ឬអ៊ីមែលរបស់អ្នកធ្វើជាពាក្យសម្ងាត់។
password-common = នេះជាពាក្យសម្ងាត់មួយក្នុងចំណោមពាក្យដែលគេសាកមុនគេ។ សូមជ្រើសពាក្យផ្សេង។
password-new = ពាក្យសម្ងាត់ថ្មី
password-again = វាយពាក្យសម្ងាត់ម្ដងទៀត
password-differs = ពាក្យសម្ងាត់ទាំងពីរមិនដូចគ្នាទេ។
password-title = ជ្រើសពាក្យសម្ងាត់
password-go = រក្សាទុក ហើយចូល
password-link-over-title = តំណនេះប្រើលែងបានហើយ
password-link-over = តំណនេះបានប្រើរួច ត្រូវបានជំនួសដោយតំណថ្មី ឬហួសកំណត់។ សូមសុំតំណថ្មីពីអ្នកគ្រប់គ្រង។
password-change-title = ពាក្យសម្ងាត់
password-current = ពាក្យសម្ងាត់បច្ចុប្បន្ន
password-wrong = ពាក្យសម្ងាត់បច្ចុប្បន្នមិនត្រឹមត្រូវទេ។
password-change-hint = អ្នកនៅតែចូលប្រើនៅទីនេះ តែត្រូវចាកចេញពីឧបករណ៍ផ្សេងទាំងអស់។
password-change-go = ប្ដូរពាក្យសម្ងាត់

sign-in-title = ចូល
sign-in-go = ចូល
sign-in-refused = អ៊ីមែល និងពាក្យសម្ងាត់មិនត្រូវគ្នាទេ។ សូមពិនិត្យទាំងពីរ។
sign-in-crowded = មានមនុស្សច្រើនកំពុងចូលនៅពេលនេះ។ សូមរង់ចាំបន្តិច រួចសាកម្ដងទៀត។
sign-in-forgotten = ភ្លេចពាក្យសម្ងាត់មែនទេ? អ្នកគ្រប់គ្រងអាចឱ្យតំណដើម្បីជ្រើសពាក្យសម្ងាត់ថ្មី។

set-up-title = រៀបចំក្រាំង
set-up-lead = សំណួរខ្លះៗ តែម្ដងប៉ុណ្ណោះ។ អ្វីៗទាំងអស់អាចប្ដូរពេលក្រោយក្នុងការកំណត់។
set-up-without-link = ក្រាំងនេះមិនទាន់បានរៀបចំទេ។ តំណសម្រាប់រៀបចំឋិតនៅកន្លែងដែលម៉ាស៊ីនមេត្រូវបានបើក ក្នុងសារដែលវាបង្ហាញ។ បើវាចាស់ជាងបីថ្ងៃ សូមបង្កើតតំណថ្មីនៅទីនោះ។
set-up-first-person = អ្នក
set-up-first-person-hint = អ្នកក្លាយជាអ្នកគ្រប់គ្រង។ មិត្តរួមការងារត្រូវបានបន្ថែមពេលក្រោយ។
set-up-go = រៀបចំ

start-title = តើអ្នកចង់ចាប់ផ្ដើមយ៉ាងដូចម្ដេច?
start-lead = ក្រាំងរួចរាល់ហើយ។ សូមជ្រើសអ្វីដែលត្រូវដាក់មុនគេ។
start-import = ជាមួយអតិថិជនរបស់ខ្ញុំ
start-import-text = យកបញ្ជីរបស់អ្នកពីតារាង។ អ្នកនឹងឃើញទាំងអស់ មុនពេលរក្សាទុក។
start-import-go = នាំចូលអតិថិជន
start-sample = ជាមួយក្រុមហ៊ុនគំរូ
start-sample-text = អតិថិជនប្រឌិតមានប្រវត្តិស្រាប់ ដើម្បីមើល និងសាកល្បងគ្រប់យ៉ាង។
start-sample-go = បំពេញដោយគំរូ
start-sample-late = ក្នុងក្រាំងមានអតិថិជនរួចហើយ។ គំរូសម្រាប់តែក្រាំងទទេប៉ុណ្ណោះ។
start-empty = ជាមួយក្រាំងទទេ
start-empty-text = បន្ថែមអតិថិជនដំបូងដោយដៃ។
start-empty-go = បើកក្រាំង

settings-screens = ការកំណត់
settings-own = ការកំណត់របស់ខ្ញុំ
settings-save = រក្សាទុក
settings-saved = បានរក្សាទុក។
settings-about = អំពីខ្ញុំ
settings-theme = ពណ៌
theme-auto = តាមឧបករណ៍
theme-light = ភ្លឺ
theme-dark = ងងឹត
settings-binder = ក្រាំងរបស់ខ្ញុំ
settings-mode = សន្លឹកខណ្ឌថ្ងៃ
settings-mode-hint = អាចប្ដូរបានគ្រប់ពេល៖ សំណុំឯកសារទាំងអស់នៅតាមកាលបរិច្ឆេទរបស់វា។
mode-numbered = លេខ 1 ដល់ 31
mode-numbered-hint = លេខមួយឈុត ប្រើឡើងវិញរាល់ខែ និងសន្លឹកខណ្ឌមួយសម្រាប់ខែនីមួយៗ។
mode-dated = កាលបរិច្ឆេទ
mode-dated-hint = សន្លឹកខណ្ឌមួយសម្រាប់ថ្ងៃធ្វើការនីមួយៗក្នុងខែខាងមុខ។
settings-horizon-months = ចំនួនខែមានកាលបរិច្ឆេទ
settings-horizon-months-hint = សម្រាប់កាលបរិច្ឆេទ៖ ប៉ុន្មានខែមានសន្លឹកខណ្ឌរាល់ថ្ងៃ រួមទាំងខែនេះ (1 ដល់ 3)។
settings-month-end-days = ចុងខែ គិតជាថ្ងៃ
settings-month-end-days-hint = នៅថ្ងៃចុងខែ សន្លឹកខណ្ឌទំនេរបម្រើខែបន្ទាប់រួចហើយ (0 ដល់ 15; 0 = មិនដែល)។
settings-first-calls = ការហៅលើកដំបូងក្នុងមួយថ្ងៃ
settings-first-calls-hint = ចំនួនការហៅលើកដំបូងដែលចែកឱ្យមួយថ្ងៃ (0 ដល់ 500)។
settings-number-odd = សូមសរសេរចំនួនគត់ពី { $least } ដល់ { $most }។
settings-hours = ម៉ោងធ្វើការរបស់ខ្ញុំ
settings-own-week = ខ្ញុំធ្វើការម៉ោងខុសពីក្រុមហ៊ុន ដូចខាងក្រោម

week-hint = ម៉ោងក្នុងមួយថ្ងៃ ដូចជា 8 ឬ 7:30 ឬពីម៉ោងដល់ម៉ោង៖ 08:00-12:00, 13:00-17:00។ ទទេគឺថ្ងៃឈប់។
week-monday = ថ្ងៃច័ន្ទ
week-tuesday = ថ្ងៃអង្គារ
week-wednesday = ថ្ងៃពុធ
week-thursday = ថ្ងៃព្រហស្បតិ៍
week-friday = ថ្ងៃសុក្រ
week-saturday = ថ្ងៃសៅរ៍
week-sunday = ថ្ងៃអាទិត្យ
week-odd = មិនយល់ទេ។ សូមសរសេរម៉ោងដូចជា 8 ឬ 7:30 ឬ 08:00-12:00, 13:00-17:00។
week-empty = យ៉ាងហោចណាស់ថ្ងៃមួយក្នុងសប្ដាហ៍ត្រូវមានម៉ោងធ្វើការ។

colleagues-title = មិត្តរួមការងារ
colleagues-add-title = បន្ថែមមិត្តរួមការងារ
colleagues-add-hint = បន្ទាប់មកអ្នកឃើញតំណមួយតែម្ដង។ សូមឱ្យវាទៅមិត្តរួមការងារ ដើម្បីជ្រើសពាក្យសម្ងាត់។
colleagues-add-go = បន្ថែម
colleagues-role = តួនាទី
colleagues-role-hint = បុគ្គលិកសេវា និងអ្នកគ្រប់គ្រងអតិថិជនឃើញសំណុំឯកសាររបស់ខ្លួន ប្រធានផ្នែកលក់ឃើញសំណុំឯកសាររបស់ក្រុម នាយក និងអ្នកគ្រប់គ្រងឃើញទាំងអស់។
colleagues-team = ក្រុម
colleagues-no-team = គ្មានក្រុម
colleagues-no-password = មិនទាន់មានពាក្យសម្ងាត់
colleagues-left = បានចាកចេញ
colleagues-change-hint = ការប្ដូរតួនាទីធ្វើឱ្យមិត្តរួមការងារត្រូវចាកចេញពីគ្រប់កន្លែង។
colleagues-last-admin = នេះជាអ្នកគ្រប់គ្រងចុងក្រោយ។ សូមតែងតាំងអ្នកផ្សេងជាអ្នកគ្រប់គ្រងសិន។
colleagues-door = ការចូលប្រើ
colleagues-link-go = តំណសម្រាប់ពាក្យសម្ងាត់ថ្មី
colleagues-leave-go = មិត្តរួមការងារចាកចេញ
colleagues-leave-hint = អ្នកដែលចាកចេញត្រូវបិទការចូលភ្លាម។ ឈ្មោះនៅតែមានក្នុងប្រវត្តិសំណុំឯកសារ។
colleagues-left-text = មិត្តរួមការងារនេះបានចាកចេញ ហើយចូលមិនបានទេ។
colleagues-return-go = ឱ្យចូលវិញ
colleagues-not-oneself = អ្នកមិនអាចបិទការចូលរបស់ខ្លួនឯងទេ។ អ្នកគ្រប់គ្រងផ្សេងអាចធ្វើបាន។
colleagues-has-files = នៅមានសំណុំឯកសារបើក { $count } ក្នុងក្រាំងនេះ។ សូមប្រគល់ឱ្យគេសិន។
colleagues-has-slips = នៅមានជំហានដែលបើក { $count } ក្នុងក្រាំងនេះ។ សូមប្រគល់ ឬបញ្ចប់វាសិន។

link-title = តំណសម្រាប់ { $name }
link-text = សូមចម្លងឥឡូវនេះ៖ វាបង្ហាញតែនៅទីនេះ។ ប្រើបានម្ដង ក្នុងរយៈពេល { $days } ថ្ងៃ។
link-label = តំណសម្រាប់ជ្រើសពាក្យសម្ងាត់
link-done = រួចរាល់

teams-title = ក្រុម
teams-hint = ប្រធានផ្នែកលក់ឃើញសំណុំឯកសារនៃក្រុមរបស់ខ្លួន។
team-new = ក្រុមថ្មី
team-add = បន្ថែម
team-rename = ប្ដូរឈ្មោះ
team-people = { $count ->
    [0] ក្រុម មិនទាន់មានអ្នកណា
   *[other] ក្រុម { $count } នាក់
}
team-name-taken = មានក្រុមឈ្មោះនេះរួចហើយ។

company-title = ក្រុមហ៊ុន
company-name = ឈ្មោះក្រុមហ៊ុន
company-zone = តំបន់ម៉ោង
company-zone-odd = គ្មានតំបន់ម៉ោងនេះទេ។ សូមជ្រើសពីបញ្ជី។
company-country = ប្រទេស
company-country-hint = អក្សរឡាតាំងពីរ៖ KH សម្រាប់កម្ពុជា។ លេខទូរសព្ទគ្មានលេខកូដប្រទេស ចាត់ទុកថាមកពីទីនោះ។
company-country-odd = គ្មានប្រទេសដែលមានអក្សរពីរនេះទេ។ កម្ពុជាគឺ KH ថៃ TH វៀតណាម VN។
company-week = សប្ដាហ៍ធ្វើការ
company-holidays = ថ្ងៃបុណ្យ
company-holidays-list = ថ្ងៃឈប់សម្រាក
company-holidays-hint = មួយបន្ទាត់មួយថ្ងៃ កាលបរិច្ឆេទមុន៖ 2027-01-01 ចូលឆ្នាំសកល។ បុណ្យដែលគិតតាមចន្ទគតិ សូមបន្ថែមពេលគេប្រកាស។
company-holidays-fill = ដាក់ថ្ងៃបុណ្យកម្ពុជាដែលមានកាលបរិច្ឆេទថេរចូលបញ្ជី
company-holiday-odd = មិនយល់បន្ទាត់ទី { $line }។ គំរូ៖ 2027-01-01 ចូលឆ្នាំសកល។
company-holidays-many = ថ្ងៃច្រើនពេក៖ យ៉ាងច្រើន { $count }។
company-card = ត្រូវមានមុនការហៅលើកដំបូង
company-card-hint = ការហៅលើកដំបូងអាចគ្រោងបាន លុះត្រាតែព័ត៌មានទាំងនេះមានលើប័ណ្ណអតិថិជន។
needed-phone = ទូរសព្ទ
needed-email = អ៊ីមែល
needed-contact = អ្នកដែលត្រូវនិយាយជាមួយ
needed-position = មុខតំណែង
needed-town = ទីក្រុង
needed-needs = អ្វីដែលអតិថិជនត្រូវការ
needed-expects = អ្វីដែលអតិថិជនរំពឹង
needed-decides = អ្នកណាសម្រេច
needed-competitor = ឥឡូវអតិថិជនទិញពីណា
needed-source = ស្គាល់គេតាមរយៈអ្វី

holiday-new-year = ទិវាចូលឆ្នាំសកល
holiday-victory = ទិវាជ័យជម្នះលើរបបប្រល័យពូជសាសន៍
holiday-women = ទិវាអន្តរជាតិនារី
holiday-labour = ទិវាពលកម្មអន្តរជាតិ
holiday-king-birthday = ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្ម ព្រះករុណា ព្រះបាទសម្ដេច នរោត្តម សីហមុនី
holiday-queen-mother = ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្ម សម្ដេចព្រះមហាក្សត្រី នរោត្តម មុនិនាថ សីហនុ
holiday-constitution = ទិវាប្រកាសរដ្ឋធម្មនុញ្ញ
holiday-king-father = ទិវាប្រារព្ធពិធីគោរពព្រះវិញ្ញាណក្ខន្ធ ព្រះបរមរតនកោដ្ឋ
holiday-coronation = ព្រះរាជពិធីគ្រងព្រះបរមរាជសម្បត្តិ ព្រះករុណា ព្រះបាទសម្ដេច នរោត្តម សីហមុនី
holiday-independence = ពិធីបុណ្យឯករាជ្យជាតិ
holiday-peace = ទិវាសន្តិភាពនៅកម្ពុជា
