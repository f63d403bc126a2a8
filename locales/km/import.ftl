# ការនាំចូល និងនាំចេញអតិថិជន។

## ជ្រើសឯកសារ
import-title = នាំចូលអតិថិជន
import-steps = ជំហាន
import-step-file = ជ្រើសឯកសារ
import-step-look = ផ្គូផ្គង និងពិនិត្យ
import-step-done = រួចរាល់
import-file = បញ្ជីដែលអ្នកមាន
import-file-hint = CSV ពីតារាងណាក៏បាន សៀវភៅ Excel (.xlsx) ឬសៀវភៅអាសយដ្ឋាន (.vcf) រហូតដល់ { $megabytes } MB
import-read = អាន
import-file-missing = សូមជ្រើសឯកសារដែលមិនទទេ។
import-earlier = ការនាំចូលកន្លងមក
import-taken-in = បាននាំចូលអតិថិជន { $count }
import-reverse = ត្រឡប់វិញ
import-reversed = បានត្រឡប់វិញ
import-running = កំពុងដំណើរការ
import-broken-off = ដាច់ពាក់កណ្តាល
import-broken-off-about = ការនាំចូលនេះបានដាច់នៅពាក់កណ្តាល៖ អតិថិជនដែលរាប់នៅទីនេះបានចូលរួចហើយ។ ដកវាវិញ ឬផ្ញើឯកសារម្តងទៀតដើម្បីបន្ត៖ អតិថិជនដែលមានរួចហើយត្រូវបានបញ្ចូលគ្នា មិនស្ទួនទេ។
import-taken-back = ការនាំចូលនេះត្រូវបានដកវិញនៅពេលវាកំពុងដំណើរការ។
import-rejects = { $count } ជួរមិនបានយក

## មូលហេតុដែលឯកសារទាំងមូលមិនត្រូវយក
import-refused-empty_file = ឯកសារនេះទទេ។ សូមជ្រើសឯកសារដែលមានបញ្ជីរបស់អ្នក។
import-refused-no_data_rows = ឯកសារមានតែចំណងជើង គ្មានអ្វីនៅខាងក្រោមទេ។ សូមជ្រើសឯកសារដែលមានបញ្ជីរបស់អ្នក។
import-refused-not_text = នេះមិនមែនជាបញ្ជីទេ៖ មើលទៅដូចជារូបភាព កម្មវិធី ឬឯកសារបង្រួម។ សូមរក្សាទុកបញ្ជីជា CSV, XLSX ឬ vCard។
import-refused-not_a_contact_list = គ្មានជួរឈរណាមើលទៅដូចឈ្មោះ ក្រុមហ៊ុន ទូរសព្ទ ឬអ៊ីមែលទេ។ សូមជ្រើសឯកសារផ្សេង។
import-refused-xml_doctype = នេះជាឯកសារ XML ដែលមានប្រភេទឯកសារ មិនត្រូវអានដើម្បីសុវត្ថិភាព។ សូមរក្សាទុកបញ្ជីជា CSV, XLSX ឬ vCard។
import-refused-old_or_protected_workbook = សៀវភៅ Excel នេះជាទម្រង់ចាស់ ឬមានពាក្យសម្ងាត់។ សូមរក្សាទុកជា .xlsx ដោយគ្មានពាក្យសម្ងាត់។
import-refused-damaged_workbook = សៀវភៅ Excel នេះខូច ឬមិនពេញ។ សូមបើកវាក្នុងកម្មវិធីតារាង ហើយរក្សាទុកម្ដងទៀត។
import-refused-too_large = ឯកសារនេះធំពេកពេលពន្លា។ សូមបំបែកជាឯកសារតូចៗ។
import-refused-unreadable = មិនអាចអានឯកសារបានទេ។ សូមផ្ញើម្ដងទៀត។
import-no-identity = សូមប្រាប់ថាជួរឈរណាជាឈ្មោះ ក្រុមហ៊ុន ទូរសព្ទ ឬអ៊ីមែល។ បើគ្មានទេ គ្មានជួរណាអាចក្លាយជាអតិថិជនបានឡើយ។

## ពិនិត្យមើល
import-look-title = ពិនិត្យមើល
import-another = ឯកសារផ្សេង
import-count-rows = ជួរ
import-count-importable = អាចនាំចូលបាន
import-count-groups = ក្រុមជួរដែលជាអតិថិជនតែមួយ
import-count-here = ដូចអតិថិជនដែលអ្នកមាន
import-count-empty = ទទេ
import-count-no_identity = គ្មានឈ្មោះ ក្រុមហ៊ុន ទូរសព្ទ ឬអ៊ីមែល
import-count-unparseable = ខូច
import-columns = ជួរឈរនីមួយៗជាអ្វី
import-columns-lead = ជួរឈរដែលគ្មានអត្ថន័យត្រូវរក្សាទុកក្នុងកំណត់ចំណាំ ជាមួយចំណងជើងរបស់វា។
import-column-number = ជួរឈរ { $number }
import-look = មើលម្ដងទៀតតាមជួរឈរទាំងនេះ
import-preview = អតិថិជនដំបូងៗ តាមរបៀបដែលនឹងរក្សាទុក
import-dealt = ថ្ងៃខាងមុខ
import-closed = បិទ
import-same = អតិថិជនតែមួយ មានពីរដង
import-same-more = និងក្រុម { $count } ទៀត
import-merge = បញ្ចូលគ្នាជាតែមួយ
import-merge-about = រក្សាទុកទូរសព្ទ អ៊ីមែល អ្នកទំនាក់ទំនង និងកំណត់ចំណាំទាំងអស់។ អតិថិជនដែលមានរួចរក្សាកាលបរិច្ឆេទ និងកាតរបស់ខ្លួន ទទួលទូរសព្ទ និងអ៊ីមែលដែលខ្វះ ហើយអ្វីដែលនៅសល់ក្នុងជួរក្លាយជាកំណត់ចំណាំក្នុងប្រវត្តិ។
import-separate = មួយជួរ មួយសំណុំឯកសារ
import-separate-about = មិនប្រៀបធៀបអ្វីទេ។
import-skip = យកតែជួរទីមួយ
import-skip-about = ជួរក្រោយៗ និងអតិថិជនដែលមានរួចមិនត្រូវយកទេ តែចុះក្នុងបញ្ជី។
import-owner = ក្នុងក្រាំងរបស់អ្នកណា
import-go = នាំចូល { $count } ជួរ

## លទ្ធផល
import-done-title = បាននាំចូល
import-done-lead = សំណុំឯកសារដែលមានថ្ងៃ ឋិតនៅថ្ងៃនោះ។ សំណុំឯកសារផ្សេងត្រូវបានចែកទៅថ្ងៃធ្វើការក្នុងប្រាំបីសប្ដាហ៍ខាងមុខ តាមម៉ោងទំនេរ។
import-dates-planned = អតិថិជន { $count } ដែលបញ្ចូលគ្នាទទួលជំហានមួយបន្ថែម ក្រោមកាលបរិច្ឆេទរបស់ជួរ; ជំហានដើមនៅដដែល
import-dates-kept = អតិថិជន { $count } ដែលបញ្ចូលគ្នារក្សាកាលបរិច្ឆេទរបស់ខ្លួន; កាលបរិច្ឆេទផ្សេងទៀតស្ថិតក្នុងប្រវត្តិ
import-count-taken = អតិថិជនថ្មី
import-count-merged = ជួរបានបញ្ចូលទៅអតិថិជនផ្សេង
import-count-rejected = ជួរមិនបានយក
import-to-today = ទៅថ្ងៃនេះ
did-import = បាននាំចូលអតិថិជន { $count } ពី { $name }

## ជួរដែលមិនបានយក
rejects-row = ជួរ
rejects-reason = មូលហេតុ
rejects-empty = ទទេ
rejects-no_identity = គ្មានឈ្មោះ ក្រុមហ៊ុន ទូរសព្ទ ឬអ៊ីមែល
rejects-unparseable = ខូច ឬដាច់
rejects-already-here = មានរួចហើយ៖ { $name }
rejects-date-planned = បញ្ចូលជាមួយ { $name }៖ ជំហាននៅថ្ងៃ { $kept } នៅដដែល កាលបរិច្ឆេទ { $date } របស់ជួរនេះក្លាយជាជំហានមួយបន្ថែម
rejects-date-kept = បញ្ចូលជាមួយ { $name }៖ កាលបរិច្ឆេទ { $kept } នៅដដែល កាលបរិច្ឆេទ { $date } របស់ជួរនេះស្ថិតក្នុងប្រវត្តិ
rejects-doubled = អតិថិជនតែមួយនឹងជួរមុន
rejects-more = និង { $count } ជួរទៀត

## អត្ថន័យជួរឈរ
meaning-name = ឈ្មោះ
meaning-name_first = នាមខ្លួន
meaning-name_middle = នាមកណ្ដាល
meaning-name_last = នាមត្រកូល
meaning-address_more = អាសយដ្ឋាន ផ្នែកបន្ថែម
meaning-next_contact = ទំនាក់ទំនងបន្ទាប់
meaning-next_line = ទំនាក់ទំនងបន្ទាប់អំពីអ្វី
meaning-owner = អ្នកទទួលបន្ទុក
meaning-contacts = អ្នកផ្សេងទៀត
meaning-id = លេខសំណុំឯកសារ
meaning-kind = ក្រុមហ៊ុន ឬបុគ្គល
meaning-state = ស្ថានភាពសំណុំឯកសារ
meaning-top_ranked = ក្នុងចំណោមអតិថិជនសំខាន់បំផុត
meaning-other = រក្សាក្នុងកំណត់ចំណាំ
meaning-ignore = មិនយក

## នាំចេញ
export-title = នាំចេញអតិថិជន
export-own = ឯកសារនាំចេញមានអតិថិជន { $count } ក្នុងក្រាំងរបស់អ្នក ទាំងបើក និងបិទ។
export-team = ឯកសារនាំចេញមានអតិថិជន { $count } របស់ក្រុមអ្នក ទាំងបើក និងបិទ។
export-all = ឯកសារនាំចេញមានអតិថិជនទាំង { $count } របស់ក្រុមហ៊ុន ទាំងបើក និងបិទ។
export-csv = តារាង CSV
export-csv-about = សម្រាប់តារាង ឬកម្មវិធីណាក៏បាន
export-xlsx = សៀវភៅ Excel
export-xlsx-about = ថ្ងៃជាថ្ងៃពិតប្រាកដ
export-vcf = សៀវភៅអាសយដ្ឋាន (vCard)
export-vcf-about = សម្រាប់ទូរសព្ទ និងកម្មវិធីអ៊ីមែល
export-download = ទាញយក
export-again = ឯកសារនីមួយៗអាចនាំចូលម្ដងទៀត ហើយទទួលបានអតិថិជនដដែល។
