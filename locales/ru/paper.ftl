# То же на бумаге: разделители, карты, дела, стопки и листы звонков в PDF.
paper-title = На бумаге
paper-foot = Картотека: { $name } · напечатано { $when }
paper-make = Сделать PDF
paper-nothing = Здесь ничего не стоит, печатать нечего.
paper-too-much = Для одного документа слишком много текста. Напечатайте меньше дел или только карту.
paper-busy = Сейчас готовятся другие документы. Повторите через несколько секунд.

paper-day = { $day }
paper-day-link = Лист звонков и стопка на бумаге
paper-day-hint = В листе звонков — время, телефоны, последние слова и строки для итога и следующей даты. В стопке — карта каждого дела и последние записи, для совещания.
paper-sides = Печать
paper-sides-one = На одной стороне
paper-sides-two = На двух сторонах
paper-calls = Лист звонков
paper-stack = Стопка
paper-stack-all = { $count ->
    [one] Стопка: { $count } дело
    [few] Стопка: { $count } дела
   *[many] Стопка: { $count } дел
}
paper-stack-of = Стопка, дела { $first }–{ $last }
paper-stack-part = Здесь дела { $first }–{ $last } из { $count }. Остальные — в отдельных документах.

paper-dividers = Разделители
paper-dividers-which = Какие разделители
paper-set-all = 1–31 и месяцы
paper-set-days = 1–31
paper-set-months = Месяцы
paper-dated = Разделители с датами
paper-dated-of = С датами: { $month }
paper-dividers-hint = По одному листу A4. Крестики показывают, где пробить два отверстия; плотная бумага прослужит дольше. Разделители с датами следуют вашим рабочим дням.

paper-blank = Пустая карта
paper-card-hint = Один лист A4, чтобы заполнить от руки. Карта клиента печатается из его дела.
paper-card-pdf = Карта в PDF
paper-file-pdf = Всё дело в PDF
paper-file-two = Для двусторонней печати

paper-file = Дело клиента
paper-client = Клиент
paper-notes = Заметки
paper-continued = Продолжение в деле →
paper-part-last = Последний разговор
paper-part-company = Компания
paper-part-needs = Что нужно
paper-part-person = Человек
paper-last-when = Когда и как
paper-last-said = Что сказано
paper-no-line = Следующий контакт
paper-older = { $count ->
    [one] { $count } более ранняя запись здесь не напечатана. Она есть в деле на экране.
    [few] { $count } более ранние записи здесь не напечатаны. Они есть в деле на экране.
   *[many] { $count } более ранних записей здесь не напечатано. Они есть в деле на экране.
}
paper-time = Время
paper-ask = Спросить · в прошлый раз
paper-write = Записать
paper-calls-about = { $count ->
    [one] { $count } контакт · по плану { $planned }
    [few] { $count } контакта · по плану { $planned }
   *[many] { $count } контактов · по плану { $planned }
}
paper-calls-cut = Здесь только первые { $count }; остальные стоят в картотеке на экране.
