# អតិថិជន៖ បញ្ជី អតិថិជនថ្មី ប័ណ្ណព័ត៌មាន ការបិទ និងការបើកឡើងវិញ ពាក្យសម្រាប់ប្រភេទ និងលទ្ធផល។

## បញ្ជី
clients-title = អតិថិជន
clients-beginning = ឈ្មោះផ្ដើមដោយ
clients-whose = របស់អ្នកណា
clients-everyones = របស់គ្រប់គ្នា
clients-state = ស្ថានភាព
clients-active = សំណុំឯកសារដែលបើក
clients-closed = សំណុំឯកសារដែលបិទ
clients-all = សំណុំឯកសារទាំងអស់
clients-sort = លំដាប់
clients-sort-name = តាមឈ្មោះ
clients-sort-place = តាមថ្ងៃទាក់ទងបន្ទាប់
clients-sort-last = តាមការទាក់ទងចុងក្រោយ
clients-show = បង្ហាញ
clients-import = នាំចូល
clients-count = អតិថិជនសកម្ម { $count }
clients-count-more = អតិថិជនសកម្មជាង { $count }
clients-without-date = គ្មានថ្ងៃ៖ { $count }
clients-no-phone = មិនទាន់មានលេខទូរសព្ទ
clients-pages = ទំព័រ
clients-first-page = ទំព័រដំបូង
clients-next-page = ទំព័របន្ទាប់
clients-none = មិនទាន់មានអតិថិជនទេ
clients-none-lead = សូមនាំចូលបញ្ជីដែលអ្នកមាន ឬបង្កើតសំណុំឯកសារដំបូងដោយដៃ។
clients-none-so = គ្មាននរណានៅទីនេះទេ
clients-none-so-lead = គ្មានសំណុំឯកសារណាត្រូវនឹងលក្ខខណ្ឌទាំងនេះទេ។
clients-nobody = រកមិនឃើញ «{ $text }» ទេ
clients-nobody-lead = នៅទីនេះ រកតាមអក្សរដើមនៃឈ្មោះ។ សូមរកក្នុងឈ្មោះ លេខទូរសព្ទ និងកំណត់ចំណាំ ឬបង្កើតសំណុំឯកសារថ្មី។
clients-everywhere = រកគ្រប់ទីកន្លែង
clients-new-named = អតិថិជនថ្មី «{ $text }»

## អតិថិជនថ្មី
new-client-title = អតិថិជនថ្មី
client-who = អតិថិជន
client-company = ក្រុមហ៊ុន
client-person = បុគ្គល
client-name = ឈ្មោះ
client-name-hint = ជាអក្សរអ្វីក៏បាន
client-company-hint = សម្រាប់បុគ្គល៖ កន្លែងធ្វើការ
client-first-step = ការទាក់ទងបន្ទាប់
client-next = ពេលណា
client-next-hint = ថ្ងៃសុក្រ, +3, 5 កក្កដា, កក្កដា
client-by = តាមរយៈ
client-about = អំពី
client-agreed = បានព្រមព្រៀងជាមួយអតិថិជន៖ ថ្ងៃមិនផ្លាស់ប្ដូរ
client-owner = ក្នុងក្រាំងរបស់អ្នកណា
client-save = រក្សាទុកអតិថិជន
client-anyway = ជាអតិថិជនផ្សេង រក្សាទុក
client-cancel = បោះបង់
client-open-it = បើកមើល
client-like-phone = ស្រដៀងនឹង { $name } អតិថិជនរបស់ { $owner }៖ លេខទូរសព្ទដូចគ្នា { $text }។
client-like-email = ស្រដៀងនឹង { $name } អតិថិជនរបស់ { $owner }៖ អ៊ីមែលដូចគ្នា { $text }។
client-like-name = ស្រដៀងនឹង { $name } អតិថិជនរបស់ { $owner }៖ ឈ្មោះដូចគ្នា។
client-name-missing = សូមសរសេរឈ្មោះ ដើម្បីឱ្យរកសំណុំឯកសារឃើញ។
client-too-long = អត្ថបទនេះមាន { $length } តួអក្សរ តែដាក់បានត្រឹម { $max }។ សូមសរសេរឱ្យខ្លី ឬដាក់មួយផ្នែកក្នុងកំណត់ចំណាំ។
client-filled-meanwhile = មានគេបំពេញប្រអប់នេះរួចហើយ ដូច្នេះ «{ $text }» មិនត្រូវបានកត់ត្រាទេ។ បើកប័ណ្ណដើម្បីកែវា។
client-position-whose = មុខតំណែងត្រូវមានម្ចាស់៖ សូមសរសេរឈ្មោះអ្នកទំនាក់ទំនងផង។
client-phone-odd = «{ $text }» គ្មានលេខទេ។ សូមសរសេរលេខទូរសព្ទ ឬទុកឱ្យទទេ។
client-email-odd = «{ $text }» មិនមែនជាអ៊ីមែលទេ។ សូមសរសេរដូច name@example.com ឬទុកឱ្យទទេ។
client-next-missing = សូមសរសេរថ្ងៃទាក់ទងបន្ទាប់៖ ថ្ងៃសុក្រ, +3, 5 កក្កដា។
client-next-unknown = «{ $text }» មិនមែនជាថ្ងៃទេ។ សូមសាក ថ្ងៃសុក្រ, +3 ឬ 5 កក្កដា។
client-next-past = { $place } កន្លងផុតហើយ។ សូមដាក់ថ្ងៃនេះ ឬថ្ងៃក្រោយ។
client-next-no-such-day = គ្មានថ្ងៃនេះក្នុងប្រតិទិនទេ។ សូមពិនិត្យថ្ងៃម្ដងទៀត។
client-next-too-far = នោះលើសពីដប់ឆ្នាំទៅមុខ។ សូមដាក់ថ្ងៃជិតជាងនេះ។
client-changed-meanwhile = មានអ្នកកែសំណុំឯកសារនេះខណៈដែលអ្នកកំពុងសរសេរ។ មិនទាន់មានអ្វីត្រូវបានរក្សាទុកទេ ហើយអ្វីដែលអ្នកបានវាយនៅដដែល។ សូមរក្សាទុកម្ដងទៀត ដើម្បីជំនួសអ្វីដែលមាននៅទីនោះ។
did-new-client = បានបន្ថែមអតិថិជនថ្មី { $name }។
did-edit-client = បានកែប័ណ្ណរបស់ { $name }។

## ប័ណ្ណព័ត៌មាន
card-title = ប័ណ្ណរបស់ { $name }
card-information = ប័ណ្ណព័ត៌មាន
card-people = អ្នកដែលត្រូវទាក់ទង
card-people-hint = អ្នកទីមួយគឺជាអ្នកដែលត្រូវសួររក។ ដើម្បីលុបជួរ សូមទុកជួរនោះឱ្យទទេ។
card-person-number = អ្នកទី { $number }
card-row = { $what } ជួរទី { $number }
card-reaches = ទូរសព្ទ អ៊ីមែល កម្មវិធីផ្ញើសារ
card-reach-kind = ប្រភេទ
card-reach-text = លេខ ឬអាសយដ្ឋាន
card-reach-whose = របស់អ្នកណា
card-reach-common = រួមគ្នា
card-save = រក្សាទុកប័ណ្ណ
card-phone = ទូរសព្ទ
card-email = អ៊ីមែល
card-messenger = កម្មវិធីផ្ញើសារ
card-company = ក្រុមហ៊ុន
card-contact = អ្នកទំនាក់ទំនង
card-position = មុខតំណែង
card-needs = តម្រូវការ
card-expects = អ្វីដែលពិតជារំពឹង
card-decides = អ្នកសម្រេច
card-competitor = គូប្រជែង
card-source = ប្រភព
card-address = អាសយដ្ឋាន
card-town = ទីក្រុង
card-country = ប្រទេស
card-time_zone = តំបន់ម៉ោង
card-language = ភាសា
card-website = គេហទំព័រ
card-birthday = ថ្ងៃកំណើត
card-birthday-hint = 1980-12-05 ឬ --12-05 បើគ្មានឆ្នាំ
card-interests = ចំណូលចិត្ត
card-consent = ការយល់ព្រម
card-preferred_channel = ចូលចិត្តឱ្យទាក់ទងតាម
card-tags = ស្លាក
card-tags-hint = ខណ្ឌដោយសញ្ញាក្បៀស
card-note = កំណត់ចំណាំ
card-top_ranked = ក្នុងចំណោមអតិថិជនសំខាន់បំផុត

## ការបិទ និងការបើកឡើងវិញ
close-title = បិទសំណុំឯកសារ
close-why = ហេតុអ្វី
close-note = កំណត់ចំណាំ
close-reason-missing = សូមជ្រើសហេតុផលដែលបិទសំណុំឯកសារ។ សំណុំឯកសារដែលនៅបើក រក្សាថ្ងៃបន្ទាប់ដដែល។
close-won = ជោគជ័យ
close-lost = បាត់អតិថិជន
close-closed = លែងមានទៀតហើយ
close-do_not_contact = កុំទាក់ទង
reopen-title = បើកសំណុំឯកសារឡើងវិញ
reopen-note = ហេតុអ្វីវាត្រឡប់មកវិញ
reopen-not-closed = សំណុំឯកសារនេះបើករួចហើយ។ សូមប្ដូរថ្ងៃនៅលើទំព័ររបស់វា។

## អ្វីដែលសន្លឹកស្នើ
kind-call = ហៅ
kind-first = ហៅលើកដំបូង
kind-callback = ហៅត្រឡប់
kind-email = អ៊ីមែល
kind-visit = ទៅជួប
kind-meeting = ប្រជុំ
kind-other = ផ្សេងៗ

## អ្វីដែលកត់ក្នុងប្រវត្តិ
entry-call_out = ហៅទូរសព្ទ
entry-call_in = គេហៅចូល
entry-email_out = អ៊ីមែលចេញ
entry-email_in = អ៊ីមែលចូល
entry-visit = ទៅជួប
entry-meeting = ប្រជុំ
entry-note = កំណត់ចំណាំ
entry-closed = បានបិទសំណុំឯកសារ
entry-reopened = បានបើកសំណុំឯកសារឡើងវិញ

## របៀបដែលការទាក់ទងបញ្ចប់
outcome-reached = និយាយបាន
outcome-no_answer = គ្មានអ្នកឆ្លើយ
outcome-call_back = សុំឱ្យហៅត្រឡប់
outcome-said_no = បដិសេធ
outcome-agreed = យល់ព្រម
