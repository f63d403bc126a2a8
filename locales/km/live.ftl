# Two at one file, and what others do meanwhile.

## Two at once
live-filed = { $name } ទើបតែដាក់ឯកសារនេះ។
live-moved = { $name } ទើបតែផ្លាស់ឯកសារនេះ។
live-changed = { $name } ទើបតែកែឯកសារនេះ។
live-look = មើល
live-here = { $name } ក៏នៅទីនេះដែរ
live-here-several = { $names } ក៏នៅទីនេះដែរ
