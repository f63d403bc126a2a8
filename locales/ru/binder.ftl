# Картотека: день и его стопка, открытое дело, следующая дата, переносы, планы, перегрузка, отмена.

## Разделители и нагрузка
strip-label = Разделители
divider-label = { $files ->
    [0] { $name }: свободно, { $capacity }
    [one] { $name }: { $files } дело, { $planned } из { $capacity }
    [few] { $name }: { $files } дела, { $planned } из { $capacity }
   *[other] { $name }: { $files } дел, { $planned } из { $capacity }
}
stack-title = Стопка: { $day }
load-of-done = из { $count } сделано
load-planned-of = в плане · день { $capacity }
load-bar-label = { $done } % сделано, { $planned } % в плане, { $over } % лишнее
load-over = { $count ->
    [0] Лишнего { $over }. Здесь всё кому-нибудь обещано.
    [one] Лишнего { $over }. { $count } дело можно перенести, не нарушив обещаний.
    [few] Лишнего { $over }. { $count } дела можно перенести, не нарушив обещаний.
   *[other] Лишнего { $over }. { $count } дел можно перенести, не нарушив обещаний.
}
load-review = Разобрать
deal-offer = { $count ->
    [one] { $month }: { $count } дело ещё без дня.
    [few] { $month }: { $count } дела ещё без дня.
   *[other] { $month }: { $count } дел ещё без дня.
}
deal-look = Посмотреть
fact-at-a-time = { $count } ко времени
fact-callbacks = { $count ->
    [one] { $count } обещанный звонок
    [few] { $count } обещанных звонка
   *[other] { $count } обещанных звонков
}
fact-carried-over = { $count ->
    [one] { $count } осталось с прошлых дней
    [few] { $count } остались с прошлых дней
   *[other] { $count } осталось с прошлых дней
}

## Стопки и карточки
pile-done = Сделано · { $count }
pile-at-a-time = Ко времени
pile-callbacks = Обещано перезвонить · { $count }
pile-carried-over = С прошлых дней · { $count }
pile-repeat = Повторные звонки · осталось { $count }
pile-first = Первые звонки · { $count } · подготовлено { $prepared }
pile-other = Другая работа · { $count }
pile-put-last = Отложено в конец · { $count }
select-card = Выбрать: { $name }
card-closed = закрыто
tag-from = с { $day }
tag-promised = обещано
tag-top = VIP
tag-agreed = согласовано
tag-prepared = карта готова
tag-unprepared = карта не готова
tag-postponed = { $count ->
    [one] отложено { $count } раз
    [few] отложено { $count } раза
   *[other] отложено { $count } раз
}
bulk-selected = выбрано
bulk-clear = Снять выбор

## Пустая стопка
all-done = { $count ->
    [one] Сделано всё: { $count } дело
    [few] Сделано всё: { $count } дела
   *[other] Сделано всё: { $count } дел
}
empty-day = Здесь ничего не стоит
empty-next = { $files ->
    [one] Дальше: { $day }, { $files } дело, { $planned }.
    [few] Дальше: { $day }, { $files } дела, { $planned }.
   *[other] Дальше: { $day }, { $files } дел, { $planned }.
}
empty-binder = На более поздних датах ничего не стоит.
open-day = Открыть: { $day }
look-at-clients = Посмотреть клиентов
import-clients = Загрузить клиентов

## Открытое дело
tabs-label = Части дела
history = История
card = Карта
information-card = Информационная карта
back-to-day = К дню
print-file = Распечатать дело
plan-step = Запланировать ещё шаг
edit-card = Изменить карту
end-of-stack = В конец стопки
why-today = Почему сегодня
why-now = Что дальше
local-time = там { $time }
stands-under = стоит: { $place }
planned-steps = Запланированные шаги
history-empty = Пока ничего не было. Первая строка появится, когда вы поставите дело на дату.
history-moved = Перенесено: { $from } → { $to }
history-moved-agreed = Перенесена согласованная дата: { $from } → { $to }
history-given = Передано: { $from } → { $to }
history-older = Более ранние строки
entry-taken-back = отменено
entry-corrected = Исправлено: { $name }, { $when }. Было:
back-to-file = Назад к делу
correct = Исправить
correct-hint = Первоначальный текст остаётся виден рядом.
correct-save = Сохранить исправление
correct-not-yours = Эту строку исправляет тот, кто её написал, или тот, кто видит все дела. Напишите новую строку.
correct-needs-text = Исправление пустое или слишком длинное. Напишите, что должно стоять в строке.
card-empty = Карта пуста.
card-owner = Чья картотека
card-rhythm = Ритм
rhythm-days = { $days ->
    [1] каждый день
    [one] раз в { $days } день
    [few] раз в { $days } дня
   *[other] раз в { $days } дней
}
card-lacks = В карте нет: { $fields }.
card-fill = Заполнить карту
file-is-closed = Это дело закрыто. Следующая дата снова его откроет.
reopen-file = Вернуть дело

## Поставить на дату
filing-label = Поставить дело на дату
outcome = Чем кончилось
note = Заметка
draft-back = В прошлый раз эта заметка не попала в дело. Она здесь такой, какой вы её оставили.
next = Дальше
next-placeholder = чт, +3, 2н, 5 июля
date-examples = чт, +3, 2н, 5 июля
next-line = О чём следующий контакт
next-by = Как связаться в следующий раз
next-date = Когда
what-happened = Что было
minutes-long = Сколько минут это заняло
minutes-short = мин
agreed-with-client = Согласовано с клиентом
quick-tomorrow = Завтра
quick-week = Через неделю
close-file = Закрыть дело
file-as-planned = Как намечено: { $place }
file-it = Поставить, открыть следующее
file-it-only = Поставить
errand-done = Сделано
hint-load = { $planned } из { $capacity }
hint-day-off = выходной

## Что сделано
did-file = { $name }: дело стоит под датой { $place }.
did-close = { $name }: дело закрыто.
did-reopen = { $name }: дело возвращено и стоит под датой { $place }.
did-log = { $name }: записано. Дело осталось на месте.
did-correct = Исправлена запись в деле: { $name }.
did-move = { $name }: дело перенесено на { $place }.
did-move-many = { $count ->
    [one] Перенесено { $count } дело.
    [few] Перенесено { $count } дела.
   *[other] Перенесено { $count } дел.
}
did-plan = Запланирован шаг: { $name }.
did-put-last = { $name }: отложено в конец стопки.
did-errand = Сделано: { $name }.
did-errand-short = Сделано.
warn-day-off = Учтите: это выходной.
warn-stands-earlier = Раньше идёт другой шаг, поэтому дело стоит под датой { $place }.
warn-agreed-left = Учтите: прежняя дата была согласована с клиентом.
warn-do-not-contact = Этот клиент просил его не беспокоить.

## Почему дело не поставлено
filing-outcome-needed = Выберите, чем кончилось: клавиши от 1 до 5.
filing-no-next-date = Без следующей даты дело не оставить. Наберите её, например чт или +3, либо закройте дело.
filing-past-date = Эта дата уже прошла. Выберите сегодня или более поздний день.
filing-time-without-day = Ко времени нужен день. Напишите и то и другое, например чт 10:30.
filing-no-such-time = Такого времени нет. Напишите, например, 10:30.
filing-slip-not-open = Этот шаг уже сделан или убран. Загрузите страницу заново, чтобы увидеть, где стоит дело.
filing-reason-needed = { $times ->
    [one] Так оно отложено уже { $times } раз. Напишите почему и поставьте ещё раз.
    [few] Так оно отложено уже { $times } раза. Напишите почему и поставьте ещё раз.
   *[other] Так оно отложено уже { $times } раз. Напишите почему и поставьте ещё раз.
}
filing-already-closed = { $name }: дело уже закрыто. Загрузите страницу заново; следующая дата снова его откроет.
close-reason-needed = Выберите, почему дело закрывается.
note-too-long = Заметка слишком длинная: не больше { $max } знаков. Сократите её или напишите две.
minutes-not-a-number = Напишите целое число минут, например 6, не больше суток, или оставьте поле пустым.
date-empty = Наберите дату: чт, +3, 2н или 5 июля.
date-no-such-day = В календаре нет дня «{ $typed }». Проверьте дату.
date-too-far = Это больше чем через десять лет. Выберите дату поближе.
date-unknown = «{ $typed }» — не дата. Попробуйте чт, +3, 2н или 5 июля.

## Переносы
move = Перенести
move-to = Перенести на
move-to-place = Перенести на { $place }
move-agreed-ask = Эта дата согласована с клиентом. Всё равно перенести на { $place }?
move-reason-ask = Дело откладывали уже не раз. Почему оно переносится на { $place }?
move-reason = Почему снова откладывается
move-kept-agreed = { $count ->
    [one] { $count } согласованное дело осталось на своей дате.
    [few] { $count } согласованных дела остались на своих датах.
   *[other] { $count } согласованных дел осталось на своих датах.
}
move-nothing = Переносить нечего. Выберите хотя бы одно открытое дело.

## Перегрузка
overload-title = Слишком много на один день
overload-lead = { $day }: лишнего { $over }. Эти дела можно перенести, не нарушив обещаний: отметьте нужные.
overload-none = Этот день не перегружен. Но эти дела можно перенести.
overload-nobody = Здесь всё кому-нибудь обещано. Прежде чем переносить, спросите клиента.
overload-move = Перенести отмеченные

## Планы
plan-title = Запланировать шаг
plan-lead = Другая работа, без клиента
plan-line = Что нужно сделать
plan-kind = Как
plan-save = Поставить в картотеку
step-needs-line = Напишите, что нужно сделать: без клиента больше читать нечего.

## Отмена
undo-title = Что можно отменить
undo-lead = { $days ->
    [one] Что вы сделали за последний { $days } день, сначала новое.
    [few] Что вы сделали за последние { $days } дня, сначала новое.
   *[other] Что вы сделали за последние { $days } дней, сначала новое.
}
undo-empty = Вы ещё не сделали ничего, что можно отменить.
undo-done = отменено
undone = Отменено: { $what }
undo-something = Что-то изменено.
undo-nothing = Отменять больше нечего.
undo-conflict = Это уже не отменить: дело потом снова меняли. Сначала отмените более позднее действие или поправьте дело вручную.

deal-lead = { $count ->
    [one] У { $count } дела ещё нет дня.
   *[other] У { $count } дел ещё нет дня.
}
deal-go = Разложить по дням месяца
load-planned-month = в плане · { $capacity } в месяце

owner-has-left = Тот, у кого было это дело, ушёл. Пусть администратор вернёт ему доступ или руководитель передаст дело.
