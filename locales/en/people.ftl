# The people, the company, signing in and the set-up.

people-name = Name
people-email = E-mail
people-password = Password
people-language = Language
people-name-missing = Please write a name.
people-name-long = That name is too long: at most 100 characters.
people-name-odd = There is a character in that name that cannot be kept. Please type it again.
people-email-odd = That is not an e-mail address. It looks like name@example.com.
people-email-taken = Somebody already has this e-mail address.

password-hint = At least 10 characters. Several words in a row are easy to remember and hard to guess.
password-short = Too short: at least { $length } characters.
password-long = Too long: at most { $length } characters.
password-own = Please do not use your name, your company or your e-mail address as the password.
password-common = This is among the first passwords anyone would try. Please choose another one.
password-new = New password
password-again = The same once more
password-differs = The two passwords are not the same.
password-title = Choose a password
password-go = Save and sign in
password-link-over-title = This link no longer works
password-link-over = It was used already, replaced by a newer one, or is too old. Ask an administrator for a new link.
password-change-title = Password
password-current = Password until now
password-wrong = That is not the password until now.
password-change-hint = You stay signed in here and are signed out everywhere else.
password-change-go = Change the password

sign-in-title = Sign in
sign-in-go = Sign in
sign-in-refused = E-mail and password do not fit together. Please check both.
sign-in-crowded = Many people are signing in at this moment. Please come back in a moment and try once more.
sign-in-forgotten = Forgotten the password? An administrator can give you a link to choose a new one.

set-up-title = Set up the binder
set-up-lead = A few questions, once. Everything can be changed later in the settings.
set-up-without-link = This binder is not set up yet. The link to the set-up stands where the server was started, in its output; if it is older than three days, have a new one made there.
set-up-first-person = You
set-up-first-person-hint = You become the administrator. Your colleagues are added afterwards.
set-up-go = Set up

start-title = How would you like to begin?
start-lead = The binder is ready. Choose what shall stand in it first.
start-import = With my clients
start-import-text = Bring your list from a spreadsheet. You see everything before anything is written.
start-import-go = Import clients
start-sample = With a sample company
start-sample-text = Invented clients with their history, to look around and try everything out.
start-sample-go = Fill with the sample
start-sample-late = There are clients in the binder already. The sample is only for an empty one.
start-empty = With an empty binder
start-empty-text = Add the first client by hand.
start-empty-go = Open the binder

settings-screens = Settings
settings-own = My settings
settings-save = Save
settings-saved = Saved.
settings-about = About me
settings-theme = Colours
theme-auto = As the device
theme-light = Light
theme-dark = Dark
settings-binder = My binder
settings-mode = Day dividers
settings-mode-hint = You can change this at any time: every file stays on its date.
mode-numbered = Numbers 1 to 31
mode-numbered-hint = One set of numbers, used again every month, and a divider for each month.
mode-dated = Dates
mode-dated-hint = A divider for each working day of the next months.
settings-horizon-months = Months with dates
settings-horizon-months-hint = With dates: how many months have a divider for each day, this one included (1 to 3).
settings-month-end-days = End of the month, days
settings-month-end-days-hint = In the last days of a month its free dividers already serve the next one (0 to 15; 0 = never).
settings-first-calls = First calls a day
settings-first-calls-hint = How many first calls are dealt onto one day (0 to 500).
settings-number-odd = Please write a whole number from { $least } to { $most }.
settings-hours = My working hours
settings-own-week = I work other hours than the company; they stand below

week-hint = Hours a day, such as 8 or 7:30, or from–to: 08:00-12:00, 13:00-17:00. Empty is a day off.
week-monday = Monday
week-tuesday = Tuesday
week-wednesday = Wednesday
week-thursday = Thursday
week-friday = Friday
week-saturday = Saturday
week-sunday = Sunday
week-odd = Not understood. Write hours such as 8 or 7:30, or 08:00-12:00, 13:00-17:00.
week-empty = At least one day of the week must have working hours.

colleagues-title = Colleagues
colleagues-add-title = Add a colleague
colleagues-add-hint = Afterwards you see a link, once. Give it to your colleague to choose a password.
colleagues-add-go = Add
colleagues-role = Role
colleagues-role-hint = Service staff and account managers see their own files, a head of sales those of the team, directors and administrators all of them.
colleagues-team = Team
colleagues-no-team = No team
colleagues-no-password = No password yet
colleagues-left = Left
colleagues-change-hint = Another role signs the colleague out everywhere.
colleagues-last-admin = This is the last administrator. Make somebody else an administrator first.
colleagues-door = Access
colleagues-link-go = Link for a new password
colleagues-leave-go = The colleague leaves
colleagues-leave-hint = Whoever leaves is signed out at once. The name stays in the history of the files.
colleagues-left-text = This colleague has left and cannot sign in.
colleagues-return-go = Let in again
colleagues-not-oneself = You cannot close your own access. Another administrator can.
colleagues-has-files = { $count ->
    [one] One open file is still in this binder. Hand it over first.
   *[other] { $count } open files are still in this binder. Hand them over first.
}
colleagues-has-slips = { $count ->
    [one] One open slip is still in this binder. Hand it over or finish it first.
   *[other] { $count } open slips are still in this binder. Hand them over or finish them first.
}

link-title = A link for { $name }
link-text = { $days ->
    [one] Copy it now: it is shown only here. It works once, within one day.
   *[other] Copy it now: it is shown only here. It works once, within { $days } days.
}
link-label = Link to choose a password
link-done = Done

teams-title = Teams
teams-hint = A head of sales sees the files of the own team.
team-new = New team
team-add = Add
team-rename = Rename
team-people = { $count ->
    [0] Team, nobody in it yet
    [one] Team of one
   *[other] Team of { $count }
}
team-name-taken = There is already a team of that name.

company-title = Company
company-name = Name of the company
company-zone = Time zone
company-zone-odd = There is no such time zone. Please choose one from the list.
company-country = Country
company-country-hint = Two letters, KH for Cambodia. Phone numbers without a country code are read as from there.
company-country-odd = There is no country with these two letters. Cambodia is KH, Thailand TH, Viet Nam VN.
company-week = Working week
company-holidays = Holidays
company-holidays-list = Days off
company-holidays-hint = One a line, date first: 2027-01-01 New Year. Holidays that follow the moon are added when they are announced.
company-holidays-fill = Put Cambodia’s holidays with a fixed date into the list
company-holiday-odd = Line { $line } is not understood. It should read like 2027-01-01 New Year.
company-holidays-many = Too many days: at most { $count }.
company-card = Needed before a first call
company-card-hint = A first call can only be planned when these stand on the client’s card.
needed-phone = Phone
needed-email = E-mail
needed-contact = Person to talk to
needed-position = Position
needed-town = Town
needed-needs = What the client needs
needed-expects = What the client expects
needed-decides = Who decides
needed-competitor = Where the client buys now
needed-source = Where we know them from

holiday-new-year = International New Year’s Day
holiday-victory = Victory over Genocide Day
holiday-women = International Women’s Day
holiday-labour = International Labour Day
holiday-king-birthday = King Norodom Sihamoni’s Birthday
holiday-queen-mother = Queen Mother Norodom Monineath’s Birthday
holiday-constitution = Constitution Day
holiday-king-father = Day of King Father Norodom Sihanouk
holiday-coronation = King Norodom Sihamoni’s Coronation Day
holiday-independence = Independence Day
holiday-peace = Day of Peace in Cambodia
