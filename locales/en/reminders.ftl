# Agreed times told beforehand, by push and by e-mail, never in quiet hours.

reminders-title = Reminders
reminders-lead = You are told shortly before an agreed time. While you are away, whoever works your binder is told in your place.
reminders-how = How
reminders-none = Not at all
reminders-none-hint = Agreed times stand in the day, and nothing else says so.
reminders-push = On my devices
reminders-push-hint = A message on every device that is switched on below.
reminders-email = By e-mail
reminders-email-hint = A short mail to the address with which you sign in.
reminders-both = Both
reminders-both-hint = On the devices and by e-mail.
reminders-mail-missing = This server sends no e-mail yet. Whoever runs it can set that up: the settings smtp_host and smtp_from.
reminders-names = Say the name of the client
reminders-names-hint = Without it only the time and the kind of contact are said: a locked screen shows them to whoever looks.
reminders-when = When
reminders-minutes = Minutes beforehand
reminders-minutes-hint = 0 to 240; 0 is at the time itself.
reminders-quiet-from = Quiet from
reminders-quiet-to = Quiet until
reminders-quiet-hint = Nothing is told in quiet hours. What falls into them is told at their end, if it still lies ahead. The same time twice means no quiet hours.
reminders-time-odd = Write a time as 20:30.

reminders-here = This device
reminders-here-script = Switching a device on needs scripts in the browser.
reminders-here-unsupported = This browser takes no messages. On an iPhone or iPad put Daybinder on the home screen first and open it from there; elsewhere another browser helps.
reminders-here-insecure = Messages need an address that begins with https. Whoever runs the server can set that up.
reminders-here-denied = This browser was told to show no messages from here. Allow notifications for this address in the browser’s settings, then open this page again.
reminders-here-failed = The browser could not switch messages on. Check the network and try again.
reminders-here-off = Nothing is shown on this device yet.
reminders-here-switch-on = Switch on for this device
reminders-here-on = Reminders are shown on this device.
reminders-here-switch-off = Switch off for this device

reminders-devices = My devices
reminders-devices-none = No device is switched on.
reminders-devices-full = { $most } devices are switched on already. Remove one first.
reminders-device-unnamed = A browser
reminders-device-since = since { $day }
reminders-device-failures = { $count ->
    [one] not reached the last time
   *[other] not reached the last { $count } times
}
reminders-device-remove = Remove

reminders-trial = Trial
reminders-trial-lead = Sends you a message now, on every way that is chosen above and saved.
reminders-trial-go = Send me a trial
reminders-trial-nothing = There is no way to send it: choose e-mail, or switch a device on, and save.
reminders-trial-wait = A trial was sent within this minute. Please wait a moment.
reminders-trial-pushed = Sent to { $device }.
reminders-trial-not-pushed = { $device } could not be reached now. The server’s log says why.
reminders-trial-gone = { $device } takes messages no more and was removed. Switch it on again there.
reminders-trial-mailed = Sent to { $address }.
reminders-trial-not-mailed = The mail to { $address } was not taken. The server’s log says why.
did-set-reminders = Reminders changed

reminder-left = { $minutes ->
    [0] now
    [one] in one minute
   *[other] in { $minutes } minutes
}
reminder-for = for { $name }
reminder-for-absent = for an absent colleague
reminder-open = Open the file
reminder-open-day = Open the day
reminder-open-settings = Open the settings
reminder-why = You wished to be told of agreed times. You change that under Settings, Reminders.
reminder-trial-title = Daybinder: a trial
reminder-trial-body = This is how agreed times are told.
