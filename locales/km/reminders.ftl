# Agreed times told beforehand, by push and by e-mail, never in quiet hours.

reminders-title = ការរំលឹក
reminders-lead = អ្នកនឹងទទួលដំណឹងបន្តិចមុនម៉ោងដែលបានណាត់។ ពេលអ្នកអវត្តមាន អ្នកដែលធ្វើការក្នុងក្រាំងរបស់អ្នកទទួលដំណឹងជំនួស។
reminders-how = តាមរបៀបណា
reminders-none = មិនត្រូវការ
reminders-none-hint = ម៉ោងណាត់មាននៅក្នុងថ្ងៃ ហើយគ្មានអ្វីប្រាប់ទៀតទេ។
reminders-push = លើឧបករណ៍របស់ខ្ញុំ
reminders-push-hint = សារមួយលើឧបករណ៍នីមួយៗដែលបានបើកខាងក្រោម។
reminders-email = តាមអ៊ីមែល
reminders-email-hint = អ៊ីមែលខ្លីមួយទៅអាសយដ្ឋានដែលអ្នកប្រើដើម្បីចូល។
reminders-both = ទាំងពីរ
reminders-both-hint = លើឧបករណ៍ និងតាមអ៊ីមែល។
reminders-mail-missing = ម៉ាស៊ីនមេនេះមិនទាន់ផ្ញើអ៊ីមែលទេ។ អ្នកថែទាំវាអាចរៀបចំបាន៖ ការកំណត់ smtp_host និង smtp_from។
reminders-names = ប្រាប់ឈ្មោះអតិថិជន
reminders-names-hint = បើមិនជ្រើស គេប្រាប់តែម៉ោង និងប្រភេទការទាក់ទង៖ អេក្រង់ចាក់សោបង្ហាញវាដល់អ្នកណាក៏ដោយដែលមើល។
reminders-when = ពេលណា
reminders-minutes = នាទីមុន
reminders-minutes-hint = 0 ដល់ 240; 0 គឺនៅម៉ោងនោះផ្ទាល់។
reminders-quiet-from = ស្ងាត់ចាប់ពី
reminders-quiet-to = ស្ងាត់រហូតដល់
reminders-quiet-hint = ក្នុងម៉ោងស្ងាត់ គ្មានអ្វីត្រូវប្រាប់ទេ។ អ្វីដែលធ្លាក់ក្នុងម៉ោងនោះ ត្រូវប្រាប់នៅពេលវាចប់ បើម៉ោងណាត់មិនទាន់កន្លងហួស។ ម៉ោងដូចគ្នាពីរដងមានន័យថាគ្មានម៉ោងស្ងាត់។
reminders-time-odd = សូមសរសេរម៉ោងដូចជា 20:30។

reminders-here = ឧបករណ៍នេះ
reminders-here-script = ការបើកឧបករណ៍ត្រូវការស្គ្រីបក្នុងកម្មវិធីរុករក។
reminders-here-unsupported = កម្មវិធីរុករកនេះមិនទទួលសារទេ។ លើ iPhone ឬ iPad សូមដាក់ Daybinder លើអេក្រង់ដើមជាមុន រួចបើកពីទីនោះ; លើឧបករណ៍ផ្សេង សូមប្រើកម្មវិធីរុករកមួយទៀត។
reminders-here-insecure = សារត្រូវការអាសយដ្ឋានដែលចាប់ផ្ដើមដោយ https។ អ្នកថែទាំម៉ាស៊ីនមេអាចរៀបចំបាន។
reminders-here-denied = កម្មវិធីរុករកនេះត្រូវបានហាមមិនឱ្យបង្ហាញសារពីទីនេះ។ សូមអនុញ្ញាតការជូនដំណឹងសម្រាប់អាសយដ្ឋាននេះក្នុងការកំណត់របស់កម្មវិធីរុករក រួចបើកទំព័រនេះម្ដងទៀត។
reminders-here-failed = កម្មវិធីរុករកបើកសារមិនបានទេ។ សូមពិនិត្យបណ្ដាញ រួចសាកម្ដងទៀត។
reminders-here-off = មិនទាន់មានអ្វីបង្ហាញលើឧបករណ៍នេះទេ។
reminders-here-switch-on = បើកសម្រាប់ឧបករណ៍នេះ
reminders-here-on = ការរំលឹកបង្ហាញលើឧបករណ៍នេះ។
reminders-here-switch-off = បិទសម្រាប់ឧបករណ៍នេះ

reminders-devices = ឧបករណ៍របស់ខ្ញុំ
reminders-devices-none = គ្មានឧបករណ៍ណាត្រូវបានបើកទេ។
reminders-devices-full = បានបើកឧបករណ៍ { $most } រួចហើយ។ សូមដកចេញមួយជាមុន។
reminders-device-unnamed = កម្មវិធីរុករកមួយ
reminders-device-since = តាំងពី { $day }
reminders-device-failures = មិនអាចទៅដល់ { $count } ដងចុងក្រោយ
reminders-device-remove = ដកចេញ

reminders-trial = សាកល្បង
reminders-trial-lead = ផ្ញើសារមួយទៅអ្នកឥឡូវនេះ តាមគ្រប់របៀបដែលបានជ្រើសខាងលើ ហើយបានរក្សាទុក។
reminders-trial-go = ផ្ញើសាកល្បងមកខ្ញុំ
reminders-trial-nothing = គ្មានផ្លូវផ្ញើទេ៖ សូមជ្រើសអ៊ីមែល ឬបើកឧបករណ៍មួយ រួចរក្សាទុក។
reminders-trial-wait = បានផ្ញើសាកល្បងក្នុងនាទីនេះរួចហើយ។ សូមរង់ចាំបន្តិច។
reminders-trial-pushed = បានផ្ញើទៅ { $device }។
reminders-trial-not-pushed = ឥឡូវនេះទៅមិនដល់ { $device } ទេ។ កំណត់ហេតុរបស់ម៉ាស៊ីនមេប្រាប់ពីមូលហេតុ។
reminders-trial-gone = { $device } មិនទទួលសារទៀតទេ ហើយត្រូវបានដកចេញ។ សូមបើកវាម្ដងទៀតនៅទីនោះ។
reminders-trial-mailed = បានផ្ញើទៅ { $address }។
reminders-trial-not-mailed = អ៊ីមែលទៅ { $address } មិនត្រូវបានទទួលទេ។ កំណត់ហេតុរបស់ម៉ាស៊ីនមេប្រាប់ពីមូលហេតុ។
did-set-reminders = បានប្ដូរការរំលឹក

reminder-left = { $minutes ->
    [0] ឥឡូវនេះ
   *[other] ក្នុង { $minutes } នាទីទៀត
}
reminder-for = ជំនួស { $name }
reminder-for-absent = ជំនួសសហការីដែលអវត្តមាន
reminder-open = បើកសំណុំឯកសារ
reminder-open-day = បើកថ្ងៃ
reminder-open-settings = បើកការកំណត់
reminder-why = អ្នកបានស្នើឱ្យប្រាប់ពីម៉ោងណាត់។ អ្នកអាចប្ដូរបាននៅ ការកំណត់ ផ្នែក ការរំលឹក។
reminder-trial-title = Daybinder៖ សាកល្បង
reminder-trial-body = ម៉ោងណាត់ត្រូវបានប្រាប់បែបនេះ។
