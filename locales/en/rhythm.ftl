# How often somebody is spoken with; first calls.

quiet-title = Not spoken with
quiet-lead = Clients nobody has spoken with for longer than they should wait. A call that nobody answered does not count.
quiet-nobody = Nobody waits longer than they should.
quiet-since = { $days ->
    [one] Last spoken with on { $day }, { $days } day ago
   *[other] Last spoken with on { $day }, { $days } days ago
}
quiet-never = Never spoken with
quiet-agreed = Agreed for { $place }
quiet-past-ideal = { $days ->
    [one] { $days } day past the usual
   *[other] { $days } days past the usual
}
quiet-past-latest = { $days ->
    [one] { $days } day too late
   *[other] { $days } days too late
}
quiet-file = File the chosen over the next days
quiet-more = Further clients
classes-title = Classes of clients
classes-lead = How often clients should be spoken with. Each client may be in one class, or have days of its own.
classes-none = There is no class yet. Add the first one below, for example "Regulars, every 14 days".
class-new = A new class
class-add = Add the class
class-save = Save the class
class-remove = Remove the class; its clients stay
class-name = Name
class-needs-name = The class needs a name of at most { $most } letters.
class-name-taken = There is a class of that name already. Choose another name.
class-too-many = There are enough classes already. Remove one first.
class-of-client = Class
class-none = No class
interval-title = How often
interval-lead = Counted from the last time you really spoke or wrote. It only suggests: agreed dates stay.
interval-own = Days of its own
interval-own-hint = Leave both empty to follow the class.
interval-ideal = Usually every … days
interval-latest = At the latest after … days
interval-needs-days = Write a number of days.
interval-wrong = Write days from 1 to { $most }; the latest may not be less than the usual.
interval-save = Save
interval-set = Change
interval-days = every { $ideal } days, { $latest } at the latest
did-set-rhythm = How often { $name } is spoken with was changed.
suggest-interval = every { $days } days
suggest-rhythm = usually every { $days } days
suggest-week = in a week
suggest-next-day = next working day
suggest-call-back = as the client asked
suggest-three-months = in three months
suggest-room = nearest day with room
usual-monday = usually reached on Mondays around { $hour }
usual-tuesday = usually reached on Tuesdays around { $hour }
usual-wednesday = usually reached on Wednesdays around { $hour }
usual-thursday = usually reached on Thursdays around { $hour }
usual-friday = usually reached on Fridays around { $hour }
usual-saturday = usually reached on Saturdays around { $hour }
usual-sunday = usually reached on Sundays around { $hour }
usual-hour = usually reached around { $hour }

first-title = First calls
first-lead = { $done } made today, { $planned } still on today's stack; the target is { $target } a day.
first-waiting = { $count } wait, { $prepared } of them with a prepared card.
first-bring = { $count ->
    [one] Bring me the next prepared one
   *[other] Bring me the next { $count } prepared
}
first-free = { $free } are free today
first-enough = Today's target is on the stack already.
first-none-prepared = No card is prepared. Open one and fill in what is missing.
first-no-room = Today is full. Move something, or bring them tomorrow.
first-nobody = Nobody waits for a first call. Import a list, or add a client whose next step is a first call.
first-more = { $count } more wait behind these.
first-ready = card prepared
first-not-ready = card incomplete
first-needs = The first call needs this:
first-fill = Fill in
key-evening = The evening of the day
key-file-rest = In the evening: file the rest
did-make-class = The class { $name } was made.
did-change-class = The class { $name } was changed.
did-remove-class = The class { $name } was removed.
