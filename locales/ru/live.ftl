# Two at one file, and what others do meanwhile.

## Two at once
live-filed = { $name } только что: дело отложено на другую дату.
live-moved = { $name } только что: дело перенесено.
live-changed = { $name } только что: дело изменено.
live-look = Посмотреть
live-here = { $name } тоже здесь
live-here-several = { $names } тоже здесь
