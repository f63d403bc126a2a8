# What goes along in the pocket: the stack and marked files without a network, and what comes back.

## On the file
pocket-take = Take along
pocket-leave = Leave here
pocket-along-tag = taken along
pocket-key = Take the file along
pocket-call = Call
did-take-along = { $name } goes along in your pocket.
did-leave-here = { $name } stays here.

## The page of the pocket
pocket-title = In the pocket
pocket-app = The binder: every client under the day of the next contact
pocket-lead = Today’s stack and the files you take along can be read on this device without a network. What you file there is sent when the network is back.
pocket-along-title = Taken along
pocket-along-lead = Besides today’s stack these files lie on your devices. Press t on an open file to add it.
pocket-along-none = No file is taken along yet.
pocket-look = See the stack as it looks without a network
pocket-waiting-title = Waiting on this device
pocket-waiting-lead = Sent in this order, each once. Nothing is lost when you close the browser.
pocket-send-now = Send now
pocket-remove = Remove
pocket-open-with = Open the file with what was typed
pocket-locked-of = { "{count}" } from { "{name}" }: locked until that person signs in on this device.

## Two filed the same file
pocket-unsettled = { $count ->
    [one] One file was filed twice: by you without a network, and by somebody else. Choose which counts.
   *[other] { $count } files were filed twice: by you without a network, and by somebody else. Choose which counts.
}
pocket-both-title = Filed twice
pocket-logged = Logged. What is planned stays.
pocket-both-lead = While you had no network, somebody else filed, moved or closed these. Your call stands in the history. Where does the file stand?
pocket-wanted = You wanted
pocket-stands = It stands
pocket-last = { $name }, { $when }
pocket-mine = As I wanted
pocket-keep = Leave it so
pocket-because = Filed without a network
pocket-both = Logged. Somebody else was faster with the date: choose which counts.
pocket-settled-already = This is settled already.
pocket-filed-already = This was filed already. Look at the history before you file again.
pocket-other-person = This was logged by another person, who has to sign in to send it.
pocket-not-visible = You cannot see this file any more. Tell the colleague who has it now what was said.
did-keep-standing = { $name }: left as it stands.

## Said by the page itself
text-pocket-kept = Kept on this device. It is sent when the network is back.
text-pocket-waiting = Waiting to be sent: { "{count}" }
text-pocket-refused = Not taken: { "{count}" }. What you typed is kept. Look at it.
text-pocket-others = { "{count}" } from { "{name}" } wait locked on this device.
text-pocket-locked = Filings wait on this device, locked. They are sent when this person signs in here: { "{name}" } ({ "{count}" }).

## Without a network
pocket-as-of = As it was at { $time }
pocket-no-network = No network
pocket-waits = waits to be sent
pocket-again = Try again
pocket-suggested = Suggested
pocket-file-it = File it
pocket-filed-here = Filed on this device · { $count }
pocket-not-here = The network is needed to open this file.
pocket-back-online = The network is back.
pocket-open = Open the binder
pocket-choose-outcome = Choose how it went.
pocket-choose-date = Choose the next date.
pocket-full = This device has no room to keep it. Note it on paper, or make room and file again.
pocket-nobody-title = No network
pocket-nobody = Nothing of the binder lies on this device. Connect to the network and sign in.
