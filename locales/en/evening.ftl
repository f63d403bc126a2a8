# Mornings, evenings, what lies ahead.

morning-title = This morning:
morning-came = { $count ->
    [one] { $count } step came from others
   *[other] { $count } steps came from others
}
morning-agreed = { $count ->
    [one] { $count } agreed for today
   *[other] { $count } agreed for today
}
morning-carried = { $count } carried over
morning-to-deal = { $count } of this month to be dealt
morning-quiet = { $count ->
    [one] { $count } client not spoken with for too long
   *[other] { $count } clients not spoken with for too long
}
morning-seen = Seen
morning-page = What came overnight
morning-nothing = Nothing came from others since you last worked.
morning-from = from { $name }
evening-of = The evening of { $day }
evening-days = Other days
evening-week = The week
evening-week-before = The week before
evening-week-of = The week of { $name }
evening-team = Everybody on { $day }
evening-day = Day
evening-person = Colleague
evening-table = Figures as a table
evening-count-done = done
evening-count-unfiled = not filed yet
evening-count-kept = agreed times kept
evening-count-first = first calls (cards prepared)
evening-count-moved = moved
evening-count-postponed = put off three times or more
evening-planned = planned
evening-spent = spent, as noted
evening-by-kind = What was done
evening-nothing-done = Nothing was done on this day.
evening-no-outcome = without outcome
evening-hours = The hours that reached people
evening-hour = { $hour }: { $tries } tries, { $reached } reached
evening-done = Done
evening-moved = Moved, and why
evening-no-reason = No reason was given.
evening-postponed = Put off three times or more
evening-unfiled = Not filed yet
evening-agreed = agreed
evening-file-rest = File the rest by suggestion
evening-file-rest-of = File the rest over their next days
evening-agreed-stay = { $count ->
    [one] { $count } with an agreed date stays; settle it with the client.
   *[other] { $count } with agreed dates stay; settle them with the clients.
}
evening-note = My note on the day
evening-note-too-long = The note is longer than { $most } letters. Shorten it.
evening-keep = Keep the note
evening-close = Close the day
evening-close-again = Close the day again
evening-is-closed = The day is closed; its figures are kept.
evening-closed-tag = closed
evening-link = The evening

## What is ahead
ahead-title = Ahead
ahead-key = What is ahead
ahead-span = How far
ahead-week = Week
ahead-month = Month
ahead-all = All ahead
ahead-by = Counted by
ahead-by-day = Day
ahead-by-kind = Kind
ahead-by-value = Value
ahead-by-person = Person
ahead-whose = Whose binder
ahead-all-binders = All binders
ahead-own = My own
ahead-files = Files
ahead-time = Time
ahead-sum = Together
ahead-nothing = Nothing stands there.
ahead-undated = { $month }, without a day
ahead-top = First rank
ahead-others = Others
ahead-more = More
ahead-without-date = { $count ->
    [one] { $count } active client without a date
   *[other] { $count } active clients without a date
}
did-evening = The evening of a day was kept.
