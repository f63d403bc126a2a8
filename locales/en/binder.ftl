# The binder: the day and its stack, the open file, filing, moving, planning, the overload review, undo.

## Dividers and load
strip-label = Dividers
divider-label = { $files ->
    [0] { $name }: free, { $capacity }
    [one] { $name }: { $files } file, { $planned } of { $capacity }
   *[other] { $name }: { $files } files, { $planned } of { $capacity }
}
stack-title = Stack of { $day }
load-of-done = of { $count } done
load-planned-of = planned · { $capacity } day
load-bar-label = { $done } % done, { $planned } % planned, { $over } % too much
load-over = { $count ->
    [0] { $over } too much. Every file here is promised to somebody.
    [one] { $over } too much. { $count } file can move without breaking a promise.
   *[other] { $over } too much. { $count } files can move without breaking a promise.
}
load-review = Review
deal-offer = { $count ->
    [one] { $count } file of { $month } has no day yet.
   *[other] { $count } files of { $month } have no day yet.
}
deal-look = Look
fact-at-a-time = { $count } at a set time
fact-callbacks = { $count ->
    [one] { $count } call-back promised
   *[other] { $count } call-backs promised
}
fact-carried-over = { $count } carried over

## Piles and cards
pile-done = Done · { $count }
pile-at-a-time = At a set time
pile-callbacks = Call-backs promised · { $count }
pile-carried-over = Carried over · { $count }
pile-repeat = Calls to repeat · { $count } left
pile-first = First calls · { $count } · { $prepared } prepared
pile-other = Other work · { $count }
pile-put-last = Put to the end · { $count }
select-card = Select { $name }
card-closed = closed
tag-from = from { $day }
tag-promised = promised
tag-top = VIP
tag-agreed = agreed
tag-prepared = card ready
tag-unprepared = card not ready
tag-postponed = { $count ->
    [one] put off once
   *[other] put off { $count } times
}
bulk-selected = selected
bulk-clear = Clear

## An empty stack
all-done = { $count ->
    [one] Done: the one file of this day
   *[other] All { $count } done
}
empty-day = Nothing stands here
empty-next = { $files ->
    [one] Next: { $day }, { $files } file, { $planned }.
   *[other] Next: { $day }, { $files } files, { $planned }.
}
empty-binder = Nothing stands under a later date.
open-day = Open { $day }
look-at-clients = Look at the clients
import-clients = Import clients

## The open file
tabs-label = Parts of the file
history = History
card = Card
information-card = Information card
back-to-day = Back to the day
print-file = Print file
plan-step = Plan another step
edit-card = Change the card
end-of-stack = To the end of the stack
why-today = Why today
why-now = What is next
local-time = { $time } there
stands-under = stands under { $place }
planned-steps = Planned steps
history-empty = Nothing has happened yet. The first line is written when you file.
history-moved = Moved from { $from } to { $to }
history-moved-agreed = The agreed date was moved from { $from } to { $to }
history-given = Given from { $from } to { $to }
history-older = Older lines
entry-taken-back = taken back
entry-corrected = Corrected by { $name }, { $when }. It said:
back-to-file = Back to the file
correct = Correct
correct-hint = The first wording stays readable beside it.
correct-save = Save the correction
correct-not-yours = Only its writer or somebody who sees all files corrects this line. Write a new line instead.
correct-needs-text = The correction is empty or too long. Write what the line should say.
card-empty = The card is empty.
card-owner = Whose binder
card-rhythm = Rhythm
rhythm-days = { $days ->
    [one] every day
   *[other] every { $days } days
}
card-lacks = Card lacks: { $fields }.
card-fill = Fill in the card
file-is-closed = This file is closed. A next date opens it again.
reopen-file = Reopen the file

## Filing
filing-label = Filing
outcome = How it went
note = Note
draft-back = This note was not filed last time. It is back as you left it.
next = Next
next-placeholder = thu, +3, 2w, 5 july
date-examples = thu, +3, 2w, 5 july
next-line = What the next contact is about
next-by = Next contact by
next-date = When
what-happened = What happened
minutes-long = How many minutes it took
minutes-short = min
agreed-with-client = Agreed with the client
quick-tomorrow = Tomorrow
quick-week = In a week
close-file = Close file
file-as-planned = As planned: { $place }
file-it = File it, open next
file-it-only = File it
errand-done = Done
hint-load = { $planned } of { $capacity }
hint-day-off = day off

## What was done
did-file = { $name } filed under { $place }.
did-close = File of { $name } closed.
did-reopen = File of { $name } reopened, it stands under { $place }.
did-log = Noted for { $name }. The file stays where it is.
did-correct = Line corrected in the file of { $name }.
did-move = { $name } moved to { $place }.
did-move-many = { $count ->
    [one] { $count } file moved.
   *[other] { $count } files moved.
}
did-plan = Step planned: { $name }.
did-put-last = { $name } put to the end of the stack.
did-errand = Done: { $name }.
did-errand-short = Done.
warn-day-off = Mind: that is a day off.
warn-stands-earlier = An earlier step comes first, so the file stands under { $place }.
warn-agreed-left = Mind: a date agreed with the client was left.
warn-do-not-contact = This client asked not to be contacted.

## Why a filing was not taken
filing-outcome-needed = Choose how it went: keys 1 to 5.
filing-no-next-date = No file without a next date. Type one, such as thu or +3, or close the file.
filing-past-date = That date is over. Choose today or a later day.
filing-time-without-day = A time needs its day. Write both, such as thu 10:30.
filing-no-such-time = There is no such time of day. Write it like 10:30.
filing-slip-not-open = This step was already done or taken out. Load the page anew to see where the file stands.
filing-reason-needed = { $times ->
    [one] With this it is put off once. Write down why, then file again.
   *[other] With this it is put off { $times } times. Write down why, then file again.
}
filing-already-closed = The file of { $name } is closed already. Load the page anew; a next date opens it again.
close-reason-needed = Choose why the file is closed.
note-too-long = The note is too long: at most { $max } characters. Shorten it or write two.
minutes-not-a-number = Write whole minutes, such as 6, at most one day, or leave it empty.
date-empty = Type a date: thu, +3, 2w or 5 july.
date-no-such-day = The calendar has no “{ $typed }”. Look at the date again.
date-too-far = That is more than ten years ahead. Choose an earlier date.
date-unknown = “{ $typed }” is not a date. Try thu, +3, 2w or 5 july.

## Moving
move = Move
move-to = Move to
move-to-place = Move to { $place }
move-agreed-ask = Its date was agreed with the client. Move it to { $place } all the same?
move-reason-ask = It was put off several times already. Why does it move to { $place }?
move-reason = Why it is put off again
move-kept-agreed = { $count ->
    [one] { $count } agreed file stayed on its date.
   *[other] { $count } agreed files stayed on their dates.
}
move-nothing = There is nothing to move. Choose at least one open file.

## Overload
overload-title = Too much for one day
overload-lead = { $over } too much on { $day }. These files can move without breaking a promise: tick the ones that shall.
overload-none = This day is not overfull. These files could move all the same.
overload-nobody = Every file here is promised to somebody. Ask the client before you move one.
overload-move = Move the ticked files

## Planning
plan-title = Plan a step
plan-lead = Other work, without a client
plan-line = What is to be done
plan-kind = By
plan-save = Put into the binder
step-needs-line = Write what is to be done: without a client it is all there is to read.

## Undo
undo-title = What can be taken back
undo-lead = { $days ->
    [one] What you did in the last day, newest first.
   *[other] What you did in the last { $days } days, newest first.
}
undo-empty = You have not done anything here yet that could be taken back.
undo-done = taken back
undone = Taken back: { $what }
undo-something = Something was changed.
undo-nothing = There is nothing left to take back.
undo-conflict = This cannot be taken back: the file was changed again since. Take back the newer step first, or change the file by hand.

deal-lead = { $count ->
    [one] One file has no day yet.
   *[other] { $count } files have no day yet.
}
deal-go = Deal them over the month
load-planned-month = planned · { $capacity } in the month

owner-has-left = Whoever had this file has left. Let an administrator give them access again, or ask the head to hand the file over.
