# Views, and what is done with many clients at once.
views-title = Views
views-kept = Views that are kept
view-new = New view
view-conditions = Conditions
view-row = { $what }, row { $number }
view-where = Where
view-and = and
view-or = or
view-join = and, or
view-what = what
view-test = is how
view-value = value
view-choose = choose…
view-contains = contains
view-lacks = does not contain
view-is = is
view-is-not = is not
view-among = has
view-not-among = has not
view-since = on or after
view-until = on or before
view-at-least = at least
view-at-most = at most
view-filled = is filled
view-empty = is empty
view-day-examples = today, -30, +7, 5 july
view-not-understood = This value was not understood. A day can be written as “today”, “-30” (days ago), “5 july” or 2026-07-05; a number as 1 250.5.
view-as = Shown as
view-as-rows = rows
view-as-cards = cards
view-columns = { $count ->
    [one] { $count } column
   *[other] { $count } columns
}
view-columns-most = Shown of each client, at most { $most }
view-order-up = { $name }, smallest first
view-order-down = { $name }, greatest first
view-kind = Company or person
view-class = Class
view-last-outcome = Last outcome
view-place = Stands under
view-last = Last contact
view-created = Made on
view-active = active
view-closed = closed
view-name = Name of the view
view-shared = for everybody
view-keep = Keep this view
view-star = ★ Star
view-unstar = Unstar
view-remove = Remove the view
view-table = As a table
view-nobody = Nobody fits.
view-all-found = { $count ->
    [one] { $count } client. These are all.
   *[other] { $count } clients. These are all.
}
view-show-more = Show more
view-searching = { $count } found so far, searching…
view-search-on = Search on
view-needs-name = A view needs a name of at most { $most } letters.
view-too-many = You keep { $most } views already. Remove one first.
did-save-view = View kept: { $name }
did-share-view = View shared: { $name }
did-unshare-view = View for yourself alone: { $name }
did-remove-view = View removed: { $name }
bulk-title = Do with many
bulk-with = With
bulk-ticked = the ticked ones
bulk-all = all that the view finds
bulk-what = Do
bulk-tag = Add a tag
bulk-untag = Take a tag off
bulk-move = Move to a date
bulk-spread = Spread over days
bulk-assign = Give to a colleague
bulk-close = Close the files
bulk-tag-name = Tag
bulk-day = Date, or the first day
bulk-days = Over so many working days
bulk-reason = Why they move
bulk-to = To whom
bulk-close-why = Why
bulk-note = Note
bulk-go = Do it
bulk-hint = Agreed dates stay. It goes on if you leave the page, and can be taken back as one.
bulk-state-gathering = Gathering clients: { $total } so far.
bulk-state-running = { $done } of { $total } looked at, { $changed } changed.
bulk-state-done = Done: { $changed } of { $total } changed.
bulk-state-taking_back = Taking back: { $changed } still to go.
bulk-state-taken_back = Taken back. { $changed ->
    [0] All of it.
   *[other] { $changed } stay as they are, because somebody went on with them.
}
bulk-look-again = Look again
bulk-broken-off = This broke off, perhaps because the server was restarted. What was done is kept.
bulk-go-on = Go on
bulk-back = Take all of it back
bulk-kept-agreed = { $count } stayed because their date is agreed.
bulk-left = Left as they are
bulk-gone = The file is not there any more, or not yours to see.
bulk-is-closed = The file is closed.
bulk-lacks-fields = Fields that must be filled before closing are empty.
bulk-too-many-tags = The card has no room for another tag.
bulk-tag-wrong = Write one tag without a comma, at most { $most } letters.
bulk-day-over = That day is over. Choose today or a later one.
bulk-days-wrong = Choose a first day from today on and 1 to { $most } days.
bulk-nobody = Tick at least one client, at most { $most }; or choose all that the view finds.
bulk-not-now = This cannot be taken back now: it is still under way, or was taken back.
undo-bulk-under-way = This is still under way. Take it back when it is done.
undo-bulk-many = These are too many to take back at a keypress. Open /bulk/{ $bulk } and take all of it back there.
did-bulk = { $count ->
    [one] { $count } client changed together
   *[other] { $count } clients changed together
}
audit-bulk-begun = Something was done with many clients
