# The same on paper: dividers, cards, files, stacks and call sheets as PDF.
paper-title = On paper
paper-foot = Binder of { $name } · printed { $when }
paper-make = Make the PDF
paper-nothing = Nothing stands there, so there is nothing to print.
paper-too-much = That is more text than one document can hold. Print fewer files, or only the card.
paper-busy = Several documents are being made right now. Please try again in a few seconds.

paper-day = { $day }
paper-day-link = Call sheet and stack on paper
paper-day-hint = The call sheet has times, phones, the last words and lines for the outcome and the next date. The stack has each file’s card and its last entries, for a meeting.
paper-sides = Printed
paper-sides-one = On one side
paper-sides-two = On both sides
paper-calls = Call sheet
paper-stack = Stack
paper-stack-all = { $count ->
    [one] Stack of one file
   *[other] Stack of { $count } files
}
paper-stack-of = Stack, files { $first }–{ $last }
paper-stack-part = Here are the files { $first }–{ $last } of { $count }. The others are in documents of their own.

paper-dividers = Dividers
paper-dividers-which = Which dividers
paper-set-all = 1–31 and the months
paper-set-days = 1–31
paper-set-months = The months
paper-dated = Dividers with dates
paper-dated-of = With dates: { $month }
paper-dividers-hint = One A4 sheet each. Small crosses show where to punch the two holes; strong paper lasts longer. Dividers with dates follow your own working days.

paper-blank = Blank card
paper-card-hint = One A4 sheet to be filled in by hand. The card of a client is printed from the file.
paper-card-pdf = Card as PDF
paper-file-pdf = Whole file as PDF
paper-file-two = For both sides

paper-file = Client’s file
paper-client = Client
paper-notes = Notes
paper-continued = Continued in the file →
paper-part-last = The last talk
paper-part-company = The company
paper-part-needs = What they need
paper-part-person = The person
paper-last-when = When and how
paper-last-said = What was said
paper-no-line = Next contact
paper-older = { $count ->
    [one] One older entry is not printed here. It stands in the file on the screen.
   *[other] { $count } older entries are not printed here. They stand in the file on the screen.
}
paper-time = Time
paper-ask = Ask · last time
paper-write = To write on
paper-calls-about = { $count ->
    [one] One contact · { $planned } planned
   *[other] { $count } contacts · { $planned } planned
}
paper-calls-cut = Only the first { $count } are listed here; the others stand in the binder on the screen.
