# Mornings, evenings, what lies ahead.

morning-title = Сегодня утром:
morning-came = { $count ->
    [one] { $count } дело пришло от других
    [few] { $count } дела пришли от других
   *[many] { $count } дел пришло от других
}
morning-agreed = договорённостей на сегодня: { $count }
morning-carried = перенесено: { $count }
morning-to-deal = разложить из этого месяца: { $count }
morning-quiet = { $count ->
    [one] с { $count } клиентом слишком давно не говорили
    [few] с { $count } клиентами слишком давно не говорили
   *[many] с { $count } клиентами слишком давно не говорили
}
morning-seen = Видел
morning-page = Что пришло за ночь
morning-nothing = С тех пор как вы работали, от других ничего не пришло.
morning-from = от { $name }
evening-of = Вечер: { $day }
evening-days = Другие дни
evening-week = Неделя
evening-week-before = Неделя раньше
evening-week-of = Неделя: { $name }
evening-team = Все за { $day }
evening-day = День
evening-person = Коллега
evening-table = Цифры таблицей
evening-count-done = сделано
evening-count-unfiled = ещё не поставлено
evening-count-kept = договорённости соблюдены
evening-count-first = первые звонки (карточек готово)
evening-count-moved = перенесено
evening-count-postponed = отложено трижды и больше
evening-planned = запланировано
evening-spent = потрачено по записям
evening-by-kind = Что сделано
evening-nothing-done = В этот день ничего не сделано.
evening-no-outcome = без исхода
evening-hours = Часы, когда отвечали
evening-hour = { $hour }: попыток { $tries }, ответили { $reached }
evening-done = Сделано
evening-moved = Перенесено и почему
evening-no-reason = Причина не названа.
evening-postponed = Отложено трижды и больше
evening-unfiled = Ещё не поставлено
evening-agreed = договорились
evening-file-rest = Разложить остальное по подсказке
evening-file-rest-of = Разложить остальное по ближайшим дням
evening-agreed-stay = { $count ->
    [one] { $count } дело с договорённой датой остаётся; уладьте это с клиентом.
    [few] { $count } дела с договорёнными датами остаются; уладьте это с клиентами.
   *[many] { $count } дел с договорёнными датами остаются; уладьте это с клиентами.
}
evening-note = Моя заметка о дне
evening-note-too-long = Заметка длиннее { $most } букв. Сократите её.
evening-keep = Сохранить заметку
evening-close = Закрыть день
evening-close-again = Закрыть день ещё раз
evening-is-closed = День закрыт, его цифры сохранены.
evening-closed-tag = закрыт
evening-link = Вечер

## What is ahead
ahead-title = Впереди
ahead-key = Что впереди
ahead-span = На какой срок
ahead-week = Неделя
ahead-month = Месяц
ahead-all = Всё впереди
ahead-by = По чему считать
ahead-by-day = День
ahead-by-kind = Вид
ahead-by-value = Ценность
ahead-by-person = Сотрудник
ahead-whose = Чья папка
ahead-all-binders = Все папки
ahead-own = Моя
ahead-files = Дела
ahead-time = Время
ahead-sum = Всего
ahead-nothing = Там ничего нет.
ahead-undated = { $month }, без дня
ahead-top = Первый ранг
ahead-others = Остальные
ahead-more = Ещё
ahead-without-date = Действующих клиентов без даты: { $count }
did-evening = Вечер дня сохранён.
