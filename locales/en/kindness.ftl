# Small kindnesses.
kindness-title = Birthdays and name days
kindness-lead = Whose day is near. A benefit that the client really wants counts more than a postcard: think of one before you call.
kindness-none = Nobody in your binder has a birthday or name day in the next { $days } days.
kindness-today = today
kindness-tag = Birthday: { $when }
kindness-slip = Birthday of { $name }:
kindness-age = turns { $age }
kindness-unknown = Nothing is written on what this client really expects or likes. Ask.
kindness-plan = Plan a greeting
morning-greetings = { $count ->
    [one] { $count } birthday today
   *[other] { $count } birthdays today
}
