# Views, and what is done with many clients at once.
views-title = Подборки
views-kept = Сохранённые подборки
view-new = Новая подборка
view-conditions = Условия
view-row = { $what }, строка { $number }
view-where = Где
view-and = и
view-or = или
view-join = и, или
view-what = что
view-test = как
view-value = значение
view-choose = выберите…
view-contains = содержит
view-lacks = не содержит
view-is = равно
view-is-not = не равно
view-among = есть
view-not-among = нет
view-since = начиная с
view-until = не позже
view-at-least = не меньше
view-at-most = не больше
view-filled = заполнено
view-empty = пусто
view-day-examples = сегодня, -30, +7, 5 июля
view-not-understood = Значение не понято. День пишется как «сегодня», «-30» (дней назад), «5 июля» или 2026-07-05; число — как 1 250,5.
view-as = Показать
view-as-rows = строками
view-as-cards = карточками
view-columns = { $count ->
    [one] { $count } столбец
    [few] { $count } столбца
   *[other] { $count } столбцов
}
view-columns-most = Показывать о каждом клиенте, не больше { $most }
view-order-up = { $name }, сначала меньшие
view-order-down = { $name }, сначала большие
view-kind = Компания или человек
view-class = Класс
view-last-outcome = Последний итог
view-place = Стоит под
view-last = Последний контакт
view-created = Заведено
view-active = в работе
view-closed = закрыто
view-name = Название подборки
view-shared = для всех
view-keep = Сохранить подборку
view-star = ★ Отметить
view-unstar = Снять отметку
view-remove = Убрать подборку
view-table = Таблицей
view-nobody = Никто не подходит.
view-all-found = { $count ->
    [one] { $count } клиент. Это все.
    [few] { $count } клиента. Это все.
   *[other] { $count } клиентов. Это все.
}
view-show-more = Показать ещё
view-searching = Пока найдено: { $count }, поиск продолжается…
view-search-on = Искать дальше
view-needs-name = Подборке нужно название не длиннее { $most } знаков.
view-too-many = У вас уже сохранено подборок: { $most }. Сначала уберите одну.
did-save-view = Подборка сохранена: { $name }
did-share-view = Подборка открыта всем: { $name }
did-unshare-view = Подборка только для вас: { $name }
did-remove-view = Подборка убрана: { $name }
bulk-title = Сделать со многими
bulk-with = С кем
bulk-ticked = с отмеченными
bulk-all = со всеми, кого находит подборка
bulk-what = Что сделать
bulk-tag = Добавить метку
bulk-untag = Снять метку
bulk-move = Переставить на дату
bulk-spread = Разложить по дням
bulk-assign = Передать коллеге
bulk-close = Закрыть дела
bulk-tag-name = Метка
bulk-day = Дата или первый день
bulk-days = На сколько рабочих дней
bulk-reason = Почему переносится
bulk-to = Кому
bulk-close-why = Почему
bulk-note = Заметка
bulk-go = Сделать
bulk-hint = Согласованные даты остаются. Работа идёт, даже если вы уйдёте со страницы, и отменяется целиком.
bulk-state-gathering = Собираем клиентов: пока { $total }.
bulk-state-running = Просмотрено { $done } из { $total }, изменено { $changed }.
bulk-state-done = Готово: изменено { $changed } из { $total }.
bulk-state-taking_back = Отменяем: осталось { $changed }.
bulk-state-taken_back = Отменено. { $changed ->
    [0] Полностью.
   *[other] Без изменений осталось { $changed }: с ними уже продолжили работать.
}
bulk-look-again = Посмотреть ещё раз
bulk-broken-off = Работа прервалась, возможно, из-за перезапуска сервера. Сделанное сохранено.
bulk-go-on = Продолжить
bulk-back = Отменить всё
bulk-kept-agreed = Осталось на месте, потому что дата согласована: { $count }.
bulk-left = Оставлены как есть
bulk-gone = Дела больше нет, или оно вам не видно.
bulk-is-closed = Дело закрыто.
bulk-lacks-fields = Не заполнены поля, обязательные до закрытия.
bulk-too-many-tags = В карточке нет места для ещё одной метки.
bulk-tag-wrong = Напишите одну метку без запятой, не длиннее { $most } знаков.
bulk-day-over = Этот день прошёл. Выберите сегодняшний или более поздний.
bulk-days-wrong = Выберите первый день не раньше сегодняшнего и от 1 до { $most } дней.
bulk-nobody = Отметьте хотя бы одного клиента, не больше { $most }, или выберите всех, кого находит подборка.
bulk-not-now = Сейчас отменить нельзя: работа ещё идёт или уже отменена.
undo-bulk-under-way = Работа ещё идёт. Отмените её, когда она закончится.
undo-bulk-many = Слишком много, чтобы отменить одной клавишей. Откройте /bulk/{ $bulk } и отмените всё там.
did-bulk = { $count ->
    [one] Изменён вместе { $count } клиент
    [few] Изменены вместе { $count } клиента
   *[other] Изменено вместе { $count } клиентов
}
audit-bulk-begun = Сделано что-то со многими клиентами
