# Two at one file, and what others do meanwhile.

## Two at once
live-filed = { $name } filed this file just now.
live-moved = { $name } moved this file just now.
live-changed = { $name } changed this file just now.
live-look = Look
live-here = { $name } is here too
live-here-several = { $names } are here too
