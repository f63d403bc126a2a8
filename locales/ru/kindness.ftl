# Small kindnesses.
kindness-title = Дни рождения и именины
kindness-lead = Чей день близко. Выгода, которая клиенту действительно нужна, ценнее открытки: придумайте её до звонка.
kindness-none = В вашей картотеке ни у кого нет дня рождения или именин в ближайшие { $days } дней.
kindness-today = сегодня
kindness-tag = День рождения: { $when }
kindness-slip = День рождения, { $name }:
kindness-age = исполняется { $age }
kindness-unknown = Не записано, чего этот клиент на самом деле ждёт и что любит. Спросите.
kindness-plan = Запланировать поздравление
morning-greetings = { $count ->
    [one] { $count } день рождения сегодня
    [few] { $count } дня рождения сегодня
   *[other] { $count } дней рождения сегодня
}
