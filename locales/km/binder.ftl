# ក្រាំង៖ ថ្ងៃ និងគំនររបស់វា សំណុំឯកសារបើក ការដាក់ ការប្ដូរថ្ងៃ ការគ្រោង ថ្ងៃលើសម៉ោង និងការមិនធ្វើវិញ។

## សន្លឹកខណ្ឌ និងបន្ទុក
strip-label = សន្លឹកខណ្ឌ
divider-label = { $files ->
    [0] { $name }៖ ទំនេរ { $capacity }
   *[other] { $name }៖ សំណុំឯកសារ { $files } ប្រើ { $planned } ក្នុង { $capacity }
}
stack-title = គំនរនៃ { $day }
load-of-done = ក្នុង { $count } រួចហើយ
load-planned-of = បានគ្រោង · មួយថ្ងៃ { $capacity }
load-bar-label = រួច { $done } % គ្រោង { $planned } % លើស { $over } %
load-over = { $count ->
    [0] លើស { $over }។ សំណុំឯកសារទាំងអស់នៅទីនេះ មានការសន្យារួចហើយ។
   *[other] លើស { $over }។ សំណុំឯកសារ { $count } អាចប្ដូរថ្ងៃ ដោយមិនខុសសន្យា។
}
load-review = ពិនិត្យ
deal-offer = សំណុំឯកសារ { $count } នៃ{ $month } មិនទាន់មានថ្ងៃ។
deal-look = មើល
fact-at-a-time = { $count } មានម៉ោងកំណត់
fact-callbacks = { $count } បានសន្យាហៅត្រឡប់
fact-carried-over = { $count } នៅសល់ពីថ្ងៃមុន

## គំនរ និងកាត
pile-done = រួចហើយ · { $count }
pile-at-a-time = មានម៉ោងកំណត់
pile-callbacks = បានសន្យាហៅត្រឡប់ · { $count }
pile-carried-over = នៅសល់ពីថ្ងៃមុន · { $count }
pile-repeat = ត្រូវហៅម្ដងទៀត · នៅ { $count }
pile-first = ហៅលើកដំបូង · { $count } · រៀបចំរួច { $prepared }
pile-other = ការងារផ្សេង · { $count }
pile-put-last = ដាក់ចុងគំនរ · { $count }
select-card = ជ្រើស { $name }
card-closed = បានបិទ
tag-from = ពី { $day }
tag-promised = បានសន្យា
tag-top = VIP
tag-agreed = បានព្រមព្រៀង
tag-prepared = ប័ណ្ណរួចរាល់
tag-unprepared = ប័ណ្ណមិនទាន់រួច
tag-postponed = ពន្យារ { $count } ដង
bulk-selected = បានជ្រើស
bulk-clear = ដោះជម្រើស

## គំនរទទេ
all-done = រួចរាល់ទាំង { $count }
empty-day = គ្មានអ្វីនៅទីនេះទេ
empty-next = បន្ទាប់៖ { $day } សំណុំឯកសារ { $files } ប្រើ { $planned }។
empty-binder = គ្មានអ្វីនៅថ្ងៃក្រោយទៀតទេ។
open-day = បើក { $day }
look-at-clients = មើលអតិថិជន
import-clients = នាំចូលអតិថិជន

## សំណុំឯកសារបើក
tabs-label = ផ្នែកនៃសំណុំឯកសារ
history = ប្រវត្តិ
card = ប័ណ្ណ
information-card = ប័ណ្ណព័ត៌មាន
back-to-day = ត្រឡប់ទៅថ្ងៃ
print-file = បោះពុម្ពសំណុំឯកសារ
plan-step = គ្រោងជំហានមួយទៀត
edit-card = កែប័ណ្ណ
end-of-stack = ទៅចុងគំនរ
why-today = ហេតុអ្វីថ្ងៃនេះ
why-now = អ្វីដែលត្រូវធ្វើបន្ទាប់
local-time = ម៉ោងនៅទីនោះ { $time }
stands-under = ឋិតនៅ { $place }
planned-steps = ជំហានដែលបានគ្រោង
history-empty = មិនទាន់មានអ្វីកើតឡើងទេ។ បន្ទាត់ដំបូងនឹងត្រូវកត់ នៅពេលអ្នកដាក់សំណុំឯកសារ។
history-moved = ប្ដូរពី { $from } ទៅ { $to }
history-moved-agreed = ថ្ងៃដែលបានព្រមព្រៀងត្រូវបានប្ដូរពី { $from } ទៅ { $to }
history-given = ប្រគល់ពី { $from } ទៅ { $to }
history-older = បន្ទាត់ចាស់ជាងនេះ
entry-taken-back = បានត្រឡប់វិញ
entry-corrected = { $name } បានកែ { $when }។ ដើមឡើយ៖
back-to-file = ត្រឡប់ទៅសំណុំឯកសារ
correct = កែ
correct-hint = ពាក្យដើមនៅតែអាចអានបាននៅក្បែរនោះ។
correct-save = រក្សាទុកការកែ
correct-not-yours = មានតែអ្នកសរសេរ ឬអ្នកដែលឃើញសំណុំឯកសារទាំងអស់ ទើបកែបន្ទាត់នេះបាន។ សូមសរសេរបន្ទាត់ថ្មីវិញ។
correct-needs-text = ការកែទទេ ឬវែងពេក។ សូមសរសេរអ្វីដែលគួរមានក្នុងបន្ទាត់នេះ។
card-empty = ប័ណ្ណនៅទទេ។
card-owner = ក្រាំងរបស់
card-rhythm = ចង្វាក់
rhythm-days = { $days ->
    [1] រាល់ថ្ងៃ
   *[other] រាល់ { $days } ថ្ងៃ
}
card-lacks = ប័ណ្ណខ្វះ៖ { $fields }។
card-fill = បំពេញប័ណ្ណ
file-is-closed = សំណុំឯកសារនេះបានបិទហើយ។ ថ្ងៃបន្ទាប់នឹងបើកវាឡើងវិញ។
reopen-file = បើកសំណុំឯកសារឡើងវិញ

## ការដាក់សំណុំឯកសារ
filing-label = ដាក់សំណុំឯកសារ
outcome = លទ្ធផល
note = កំណត់ចំណាំ
draft-back = កំណត់ចំណាំនេះ លើកមុនមិនទាន់បានដាក់ទេ។ វានៅដដែល ដូចអ្នកបានទុក។
next = បន្ទាប់
next-placeholder = ព្រហ, +3, 2w
date-examples = ព្រហ, +3, 2 សប្ដាហ៍, 5 កក្កដា
next-line = ការទាក់ទងបន្ទាប់អំពីអ្វី
next-by = ទាក់ទងបន្ទាប់តាមរយៈ
next-date = ពេលណា
what-happened = មានអ្វីកើតឡើង
minutes-long = ប្រើអស់ប៉ុន្មាននាទី
minutes-short = នាទី
agreed-with-client = បានព្រមព្រៀងជាមួយអតិថិជន
quick-tomorrow = ស្អែក
quick-week = មួយសប្ដាហ៍ទៀត
close-file = បិទសំណុំឯកសារ
file-as-planned = តាមគម្រោង៖ { $place }
file-it = ដាក់ ហើយបើកបន្ទាប់
file-it-only = ដាក់
errand-done = រួចហើយ
hint-load = { $planned } ក្នុង { $capacity }
hint-day-off = ថ្ងៃឈប់

## អ្វីដែលបានធ្វើ
did-file = បានដាក់ { $name } ក្រោម { $place }។
did-close = បានបិទសំណុំឯកសារ { $name }។
did-reopen = បានបើកសំណុំឯកសារ { $name } ឡើងវិញ ហើយវាឋិតនៅ { $place }។
did-log = បានកត់ត្រាសម្រាប់ { $name }។ សំណុំឯកសារនៅកន្លែងដដែល។
did-correct = បានកែបន្ទាត់មួយក្នុងសំណុំឯកសារ { $name }។
did-move = បានប្ដូរ { $name } ទៅ { $place }។
did-move-many = បានប្ដូរថ្ងៃសំណុំឯកសារ { $count }។
did-plan = បានគ្រោងជំហាន៖ { $name }។
did-put-last = បានដាក់ { $name } ទៅចុងគំនរ។
did-errand = រួចហើយ៖ { $name }។
did-errand-short = រួចហើយ។
warn-day-off = សូមប្រយ័ត្ន៖ នោះជាថ្ងៃឈប់។
warn-stands-earlier = មានជំហានមួយមកមុន ដូច្នេះសំណុំឯកសារឋិតនៅ { $place }។
warn-agreed-left = សូមប្រយ័ត្ន៖ ថ្ងៃមុនត្រូវបានព្រមព្រៀងជាមួយអតិថិជន។
warn-do-not-contact = អតិថិជននេះបានសុំកុំឱ្យទាក់ទង។

## ហេតុអ្វីមិនទាន់ដាក់សំណុំឯកសារ
filing-outcome-needed = សូមជ្រើសលទ្ធផល៖ គ្រាប់ចុច 1 ដល់ 5។
filing-no-next-date = សំណុំឯកសារនីមួយៗត្រូវមានថ្ងៃបន្ទាប់។ សូមវាយថ្ងៃ ដូចជា ព្រហ ឬ +3 ឬបិទសំណុំឯកសារ។
filing-past-date = ថ្ងៃនោះកន្លងផុតហើយ។ សូមជ្រើសថ្ងៃនេះ ឬថ្ងៃក្រោយ។
filing-time-without-day = ម៉ោងត្រូវមានថ្ងៃ។ សូមសរសេរទាំងពីរ ដូចជា ព្រហ 10:30។
filing-no-such-time = គ្មានម៉ោងនេះទេ។ សូមសរសេរដូចជា 10:30។
filing-slip-not-open = ជំហាននេះបានធ្វើរួច ឬត្រូវបានដកចេញហើយ។ សូមបើកទំព័រឡើងវិញ ដើម្បីមើលថាសំណុំឯកសារឋិតនៅណា។
filing-reason-needed = រួមទាំងលើកនេះ វាត្រូវបានពន្យារ { $times } ដង។ សូមសរសេរហេតុផល រួចដាក់ម្ដងទៀត។
filing-already-closed = សំណុំឯកសារ { $name } បានបិទរួចហើយ។ សូមបើកទំព័រឡើងវិញ។ ថ្ងៃបន្ទាប់នឹងបើកវាឡើងវិញ។
close-reason-needed = សូមជ្រើសហេតុផលដែលបិទសំណុំឯកសារ។
note-too-long = កំណត់ចំណាំវែងពេក៖ យ៉ាងច្រើន { $max } តួអក្សរ។ សូមសរសេរឱ្យខ្លី ឬចែកជាពីរ។
minutes-not-a-number = សូមសរសេរនាទីជាចំនួនគត់ ដូចជា 6 មិនលើសមួយថ្ងៃ ឬទុកឱ្យទទេ។
date-empty = សូមវាយថ្ងៃ៖ ព្រហ, +3, 2 សប្ដាហ៍ ឬ 5 កក្កដា។
date-no-such-day = គ្មានថ្ងៃ «{ $typed }» ក្នុងប្រតិទិនទេ។ សូមពិនិត្យថ្ងៃម្ដងទៀត។
date-too-far = នោះលើសពីដប់ឆ្នាំទៅមុខ។ សូមជ្រើសថ្ងៃជិតជាងនេះ។
date-unknown = «{ $typed }» មិនមែនជាថ្ងៃទេ។ សូមសាក ព្រហ, +3, 2 សប្ដាហ៍ ឬ 5 កក្កដា។

## ការប្ដូរថ្ងៃ
move = ប្ដូរថ្ងៃ
move-to = ប្ដូរទៅ
move-to-place = ប្ដូរទៅ { $place }
move-agreed-ask = ថ្ងៃនេះបានព្រមព្រៀងជាមួយអតិថិជន។ ប្ដូរទៅ { $place } ទោះយ៉ាងណាក៏ដោយឬ?
move-reason-ask = វាត្រូវបានពន្យារច្រើនដងហើយ។ ហេតុអ្វីប្ដូរទៅ { $place }?
move-reason = ហេតុអ្វីពន្យារម្ដងទៀត
move-kept-agreed = សំណុំឯកសារ { $count } ដែលបានព្រមព្រៀង នៅថ្ងៃដដែល។
move-nothing = គ្មានអ្វីត្រូវប្ដូរទេ។ សូមជ្រើសសំណុំឯកសារបើកយ៉ាងតិចមួយ។

## ថ្ងៃលើសម៉ោង
overload-title = ច្រើនពេកសម្រាប់មួយថ្ងៃ
overload-lead = { $day } លើស { $over }។ សំណុំឯកសារទាំងនេះអាចប្ដូរថ្ងៃ ដោយមិនខុសសន្យា៖ សូមគូសអ្វីដែលត្រូវប្ដូរ។
overload-none = ថ្ងៃនេះមិនលើសទេ។ សំណុំឯកសារទាំងនេះនៅតែអាចប្ដូរថ្ងៃបាន។
overload-nobody = សំណុំឯកសារទាំងអស់នៅទីនេះ មានការសន្យារួចហើយ។ សូមសួរអតិថិជន មុននឹងប្ដូរ។
overload-move = ប្ដូរសំណុំឯកសារដែលបានគូស

## ការគ្រោង
plan-title = គ្រោងជំហាន
plan-lead = ការងារផ្សេង គ្មានអតិថិជន
plan-line = ត្រូវធ្វើអ្វី
plan-kind = តាមរយៈ
plan-save = ដាក់ក្នុងក្រាំង
step-needs-line = សូមសរសេរអ្វីដែលត្រូវធ្វើ៖ ព្រោះគ្មានអតិថិជន មានតែពាក្យនេះសម្រាប់អាន។

## ការមិនធ្វើវិញ
undo-title = អ្វីដែលអាចត្រឡប់វិញ
undo-lead = អ្វីដែលអ្នកបានធ្វើក្នុងរយៈពេល { $days } ថ្ងៃចុងក្រោយ ពីថ្មីទៅចាស់។
undo-empty = អ្នកមិនទាន់បានធ្វើអ្វីដែលអាចត្រឡប់វិញបានទេ។
undo-done = បានត្រឡប់វិញ
undone = បានត្រឡប់វិញ៖ { $what }
undo-something = មានការផ្លាស់ប្ដូរមួយ។
undo-nothing = គ្មានអ្វីសម្រាប់ត្រឡប់វិញទៀតទេ។
undo-conflict = មិនអាចត្រឡប់វិញបានទេ៖ សំណុំឯកសារនេះត្រូវបានប្ដូរម្ដងទៀតក្រោយមក។ សូមត្រឡប់វិញនូវជំហានថ្មីជាងជាមុនសិន ឬកែសំណុំឯកសារដោយដៃ។

deal-lead = សំណុំឯកសារ { $count } មិនទាន់មានថ្ងៃ។
deal-go = ចែកតាមថ្ងៃក្នុងខែ
load-planned-month = បានគ្រោង · { $capacity } ក្នុងខែ

owner-has-left = អ្នកកាន់សំណុំឯកសារនេះបានចាកចេញហើយ។ សូមឱ្យអ្នកគ្រប់គ្រងបើកសិទ្ធិចូលឱ្យគាត់វិញ ឬសុំប្រធានប្រគល់សំណុំឯកសារនេះ។
