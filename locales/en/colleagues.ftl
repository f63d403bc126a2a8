# Absences, hand-overs, the team.

# Handing over
hand-pile = For { $name } · { $count }
hand-pile-until = away until { $day }
hand-in-name-of = { $who } for { $name }
hand-give = Give to a colleague
hand-stack = Hand this stack over
hand-title = Hand over
hand-lead-files = { $count ->
    [one] One file of { $name } goes to somebody else for good.
   *[other] { $count } files of { $name } go to somebody else for good.
}
hand-lead-stack = { $count ->
    [one] One file under { $day } goes out of the binder of { $name } for good.
   *[other] { $count } files under { $day } go out of the binder of { $name } for good.
}
hand-lead-binder = The whole binder of { $name } is handed over: { $count } { $count ->
    [one] file
   *[other] files
}, the closed ones besides, and { $errands } { $errands ->
    [one] piece of other work
   *[other] pieces of other work
}.
hand-dates-stay = Every file keeps the date under which it stands.
hand-agreed = { $count ->
    [one] One of these dates is agreed with the client.
   *[other] { $count } of these dates are agreed with the clients.
}
hand-to = To whom
hand-to-hint = One gets everything. Several share it evenly, by what each has to do on these days.
hand-load = { $planned } planned of { $capacity } in two weeks
hand-nobody = There is nobody to give files to. Add a colleague to the team first.
hand-reason = Why (stays in the history)
hand-go = Hand over
hand-leave-link = Leave: hand over the binder and end access
hand-leave-title = Leaving for good
hand-leave-lead = { $name } leaves. In the binder: { $open } open and { $closed } closed files, { $errands } { $errands ->
    [one] piece of other work
   *[other] pieces of other work
}. All of it goes to the colleagues ticked below, and the access ends at once.
hand-leave-name-stays = The name stays in the history of the files.
hand-leave-go = Hand over and end access
hand-meanwhile = Something was put into this binder just now. Nothing was changed: please try again.
hand-kept = { $count ->
    [one] One stayed where it is now: it was handed on or done since.
   *[other] { $count } stayed where they are now: they were handed on or done since.
}
hand-nothing = There is nothing to hand over.
hand-reason-too-long = The reason is too long: at most { $max } characters.
hand-needs-receiver = Tick at least one colleague.
hand-not-to-oneself = The files are in this binder already. Tick somebody else.
hand-has-left = This colleague has left. Tick somebody else.
did-hand-over = { $count ->
    [one] One file handed over to { $name }
   *[other] { $count } files handed over to { $name }
}
did-hand-over-several = { $count ->
    [one] One file handed over to { $people } colleagues
   *[other] { $count } files handed over to { $people } colleagues
}

# Absences
absence-title = Absences
absence-link = Appoint a deputy
absence-back = You were away { $days }: { $count ->
    [one] one file was
   *[other] { $count } files were
} worked by { $names }.
absence-back-nothing = You were away { $days }: nobody worked your files in your name.
absence-done-link = What was done
absence-done-title = Done during an absence
absence-done-lead = { $name } was away { $days }. { $count ->
    [0] Nothing was done in this binder by others.
    [one] One thing was done in this binder by others.
   *[other] { $count } things were done in this binder by others.
}
absence-done-empty = When others write in these files or move them, it stands here.
absence-done-moved = Moved from { $from } to { $to }
absence-uncovered = Nobody works the binder of { $name } on { $days }: whoever was appointed is away too. Appoint somebody else.
absence-none = Nobody is away, today or later.
absence-new = Somebody will be away
absence-over = Over
absence-deputy-is = { $more ->
    [0] { $name } stands in
    [one] { $name } and one more stand in
   *[other] { $name } and { $more } more stand in
}
absence-by = appointed by { $name }
absence-end = Back today
absence-withdraw = Withdraw
absence-hint = The files stay in their binder under their dates. The deputy finds them each day in a pile of their own and files in that name. At the end everything is as before.
absence-person = Who is away
absence-deputy = Who stands in
absence-from = First day away
absence-to = Last day away
absence-note = Note for the deputy
absence-note-hint = What cannot be read in the files
absence-also = Several deputies
absence-also-hint = The files are shared out evenly, by what each deputy has to do. New files go to the first one.
absence-go = Appoint
absence-needs-date = Please choose a day.
absence-needs-deputy = Please choose who stands in.
absence-not-oneself = Nobody stands in for themselves. Choose somebody else.
absence-has-left = This colleague has left. Choose somebody else.
absence-wrong-way = The last day lies before the first.
absence-is-over = These days are over.
absence-too-far-back = An absence may begin at most { $days } days ago.
absence-too-long = An absence may last until { $days } days from now.
absence-note-too-long = The note is too long: at most { $max } characters.
did-appoint = Deputy appointed for { $name }
did-withdraw-absence = Absence of { $name } withdrawn
did-end-absence = { $name } is back

## The head's screen
team-title = Team
team-lead = How full each binder is, day by day. Every number leads to its stack.
team-lead-move = Choose the stack that is to move, then the person who gets it. The dates stay.
team-look = Look
team-move = Move work
team-days = { $count } days
team-everybody = Everybody
team-free = free
team-fits = room
team-full = full
team-over = too much
team-away = away
team-person = Person
team-none = Without a team
team-today = Today
team-nobody = There is nobody whose binder you see.
team-deputy = works this binder that day
team-before = Before
team-after = Next people
team-choose = Choose a number in the table: that stack moves.
team-open-stack = Open the stack
team-to = Give it to
team-to-choose = Choose a person (planned that day)
team-how-many = How many files
team-all = all
team-part-hint = Of a part, files without a promise move first.
team-reason = Why (optional)
team-move-go = Hand over
team-count-wrong = Write how many files as a number of 1 or more, or leave it empty for all.
team-stack = { $count ->
    [one] { $count } file, { $planned }; { $promised } promised or agreed.
   *[other] { $count } files, { $planned }; { $promised } promised or agreed.
}
