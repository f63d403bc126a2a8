# ដូចគ្នានៅលើក្រដាស៖ សន្លឹកខណ្ឌ ប័ណ្ណ សំណុំឯកសារ គំនរ និងបញ្ជីហៅ ជា PDF។
paper-title = លើក្រដាស
paper-foot = ក្រាំងរបស់ { $name } · បោះពុម្ព { $when }
paper-make = បង្កើត PDF
paper-nothing = គ្មានអ្វីនៅទីនោះទេ ដូច្នេះគ្មានអ្វីត្រូវបោះពុម្ពឡើយ។
paper-too-much = អត្ថបទច្រើនពេកសម្រាប់ឯកសារតែមួយ។ សូមបោះពុម្ពសំណុំឯកសារតិចជាងនេះ ឬតែប័ណ្ណប៉ុណ្ណោះ។
paper-busy = ឯកសារជាច្រើនកំពុងត្រូវបានបង្កើត។ សូមព្យាយាមម្ដងទៀតក្នុងពេលបន្តិចទៀត។

paper-day = { $day }
paper-day-link = បញ្ជីហៅ និងគំនរលើក្រដាស
paper-day-hint = បញ្ជីហៅមានម៉ោង លេខទូរសព្ទ ពាក្យចុងក្រោយ និងបន្ទាត់សម្រាប់លទ្ធផល និងកាលបរិច្ឆេទបន្ទាប់។ គំនរមានប័ណ្ណ និងកំណត់ត្រាចុងក្រោយនៃសំណុំឯកសារនីមួយៗ សម្រាប់កិច្ចប្រជុំ។
paper-sides = ការបោះពុម្ព
paper-sides-one = លើមុខម្ខាង
paper-sides-two = លើមុខទាំងពីរ
paper-calls = បញ្ជីហៅ
paper-stack = គំនរ
paper-stack-all = គំនរ { $count } សំណុំឯកសារ
paper-stack-of = គំនរ សំណុំឯកសារទី { $first }–{ $last }
paper-stack-part = ទីនេះមានសំណុំឯកសារទី { $first }–{ $last } ក្នុងចំណោម { $count }។ អ្វីផ្សេងទៀតនៅក្នុងឯកសារដោយឡែក។

paper-dividers = សន្លឹកខណ្ឌ
paper-dividers-which = សន្លឹកខណ្ឌណា
paper-set-all = 1–31 និងខែ
paper-set-days = 1–31
paper-set-months = ខែ
paper-dated = សន្លឹកខណ្ឌមានកាលបរិច្ឆេទ
paper-dated-of = មានកាលបរិច្ឆេទ៖ { $month }
paper-dividers-hint = សន្លឹក A4 មួយសម្រាប់សន្លឹកខណ្ឌនីមួយៗ។ សញ្ញាខ្វែងតូចៗបង្ហាញកន្លែងចោះរន្ធពីរ។ ក្រដាសក្រាស់ប្រើបានយូរជាង។ សន្លឹកខណ្ឌមានកាលបរិច្ឆេទធ្វើតាមថ្ងៃធ្វើការរបស់អ្នក។

paper-blank = ប័ណ្ណទទេ
paper-card-hint = មួយសន្លឹក A4 សម្រាប់បំពេញដោយដៃ។ ប័ណ្ណរបស់អតិថិជនបោះពុម្ពពីសំណុំឯកសាររបស់គាត់។
paper-card-pdf = ប័ណ្ណជា PDF
paper-file-pdf = សំណុំឯកសារទាំងមូលជា PDF
paper-file-two = សម្រាប់បោះពុម្ពទាំងពីរមុខ

paper-file = សំណុំឯកសារអតិថិជន
paper-client = អតិថិជន
paper-notes = កំណត់ចំណាំ
paper-continued = បន្តក្នុងសំណុំឯកសារ →
paper-part-last = ការនិយាយចុងក្រោយ
paper-part-company = ក្រុមហ៊ុន
paper-part-needs = អ្វីដែលត្រូវការ
paper-part-person = អ្នកទាក់ទង
paper-last-when = ពេលណា និងដោយរបៀបណា
paper-last-said = អ្វីដែលបាននិយាយ
paper-no-line = ការទាក់ទងបន្ទាប់
paper-older = កំណត់ត្រាចាស់ជាងនេះ { $count } មិនបានបោះពុម្ពទីនេះទេ។ វានៅក្នុងសំណុំឯកសារលើអេក្រង់។
paper-time = ម៉ោង
paper-ask = សួរ · លើកមុន
paper-write = សម្រាប់សរសេរ
paper-calls-about = ការទាក់ទង { $count } · គ្រោង { $planned }
paper-calls-cut = ទីនេះមានតែ { $count } ដំបូងប៉ុណ្ណោះ។ អ្វីផ្សេងទៀតនៅក្នុងក្រាំងលើអេក្រង់។
