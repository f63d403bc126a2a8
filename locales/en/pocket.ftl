# Without a network; reminders; two at once.
