# Absences, hand-overs, the team.

# Handing over
hand-pile = За { $name } · { $count }
hand-pile-until = отсутствует до { $day }
hand-in-name-of = { $who } за { $name }
hand-give = Передать коллеге
hand-stack = Передать эту стопку
hand-title = Передача
hand-lead-files = { $count ->
    [one] { $count } дело из картотеки «{ $name }» навсегда перейдёт к другому.
    [few] { $count } дела из картотеки «{ $name }» навсегда перейдут к другому.
   *[other] { $count } дел из картотеки «{ $name }» навсегда перейдут к другому.
}
hand-lead-stack = { $count ->
    [one] { $count } дело под датой «{ $day }» навсегда уйдёт из картотеки «{ $name }».
    [few] { $count } дела под датой «{ $day }» навсегда уйдут из картотеки «{ $name }».
   *[other] { $count } дел под датой «{ $day }» навсегда уйдут из картотеки «{ $name }».
}
hand-lead-binder = Картотека «{ $name }» передаётся целиком: открытых дел — { $count }, с ними закрытые, другой работы — { $errands }.
hand-dates-stay = Каждое дело остаётся под своей датой.
hand-agreed = { $count ->
    [one] { $count } дата согласована с клиентом.
    [few] { $count } даты согласованы с клиентами.
   *[other] { $count } дат согласовано с клиентами.
}
hand-to = Кому
hand-to-hint = Один получит всё. Несколько поделят поровну — по тому, сколько у каждого дел в эти дни.
hand-load = запланировано { $planned } из { $capacity } за две недели
hand-nobody = Передать некому. Сначала добавьте коллегу в команду.
hand-reason = Почему (останется в истории)
hand-go = Передать
hand-leave-link = Уход: передать картотеку и закрыть доступ
hand-leave-title = Уход насовсем
hand-leave-lead = { $name } уходит. В картотеке: открытых дел — { $open }, закрытых — { $closed }, другой работы — { $errands }. Всё перейдёт к отмеченным ниже коллегам, доступ закроется сразу.
hand-leave-name-stays = Имя остаётся в истории дел.
hand-leave-go = Передать и закрыть доступ
hand-meanwhile = В эту картотеку только что что-то положили. Ничего не изменено: попробуйте ещё раз.
hand-kept = { $count ->
    [one] { $count } осталось на месте: его уже передали дальше или сделали.
    [few] { $count } остались на месте: их уже передали дальше или сделали.
   *[other] { $count } остались на месте: их уже передали дальше или сделали.
}
hand-nothing = Передавать нечего.
hand-reason-too-long = Слишком длинная причина: не больше { $max } знаков.
hand-needs-receiver = Отметьте хотя бы одного коллегу.
hand-not-to-oneself = Дела уже в этой картотеке. Отметьте кого-нибудь другого.
hand-has-left = Этот коллега уже ушёл. Отметьте кого-нибудь другого.
did-hand-over = { $count ->
    [one] { $count } дело передано: { $name }
    [few] { $count } дела передано: { $name }
   *[other] { $count } дел передано: { $name }
}
did-hand-over-several = { $count ->
    [one] { $count } дело роздано, коллег: { $people }
    [few] { $count } дела роздано, коллег: { $people }
   *[other] { $count } дел роздано, коллег: { $people }
}

# Absences
absence-title = Отсутствия
absence-link = Назначить заместителя
absence-back = Вас не было { $days }: { $count ->
    [one] { $count } дело вели
    [few] { $count } дела вели
   *[other] { $count } дел вели
} за вас — { $names }.
absence-back-nothing = Вас не было { $days }: от вашего имени никто ничего не делал.
absence-done-link = Что сделано
absence-done-title = Сделано за время отсутствия
absence-done-lead = { $name }: отсутствие { $days }. Другие сделали в этой картотеке: { $count }.
absence-done-empty = Здесь появится то, что другие запишут или перенесут в этих делах.
absence-done-moved = Перенесено с { $from } на { $to }
absence-uncovered = Картотеку «{ $name }» никто не ведёт { $days }: назначенный коллега тоже отсутствует. Назначьте другого.
absence-none = Никто не отсутствует — ни сегодня, ни позже.
absence-new = Кто-то будет отсутствовать
absence-over = Прошедшие
absence-deputy-is = { $more ->
    [0] замещает { $name }
    [one] замещают { $name } и ещё { $more }
   *[other] замещают { $name } и ещё { $more }
}
absence-by = назначение: { $name }
absence-end = Вернулся сегодня
absence-withdraw = Отозвать
absence-hint = Дела остаются в своей картотеке под своими датами. Заместитель каждый день видит их отдельной стопкой и работает от этого имени. В конце всё остаётся как было.
absence-person = Кого не будет
absence-deputy = Кто замещает
absence-from = Первый день отсутствия
absence-to = Последний день отсутствия
absence-note = Записка заместителю
absence-note-hint = То, чего не прочесть в делах
absence-also = Несколько заместителей
absence-also-hint = Дела делятся поровну — по тому, сколько у каждого работы. Новые дела достаются первому.
absence-go = Назначить
absence-needs-date = Выберите день.
absence-needs-deputy = Выберите, кто замещает.
absence-not-oneself = Нельзя замещать самого себя. Выберите другого.
absence-has-left = Этот коллега уже ушёл. Выберите другого.
absence-wrong-way = Последний день раньше первого.
absence-is-over = Эти дни уже прошли.
absence-too-far-back = Отсутствие может начаться не раньше чем { $days } дней назад.
absence-too-long = Отсутствие может длиться не дальше чем { $days } дней вперёд.
absence-note-too-long = Слишком длинная записка: не больше { $max } знаков.
did-appoint = Назначен заместитель: { $name }
did-withdraw-absence = Отсутствие отозвано: { $name }
did-end-absence = Снова на месте: { $name }

## The head's screen
team-title = Команда
team-lead = Насколько занята каждая папка, день за днём. Каждое число ведёт к своей стопке.
team-lead-move = Выберите стопку, а затем того, кому её передать. Даты остаются.
team-look = Смотреть
team-move = Передать работу
team-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
team-everybody = Все
team-free = свободно
team-fits = есть место
team-full = занято
team-over = слишком много
team-away = нет на месте
team-person = Сотрудник
team-none = Без команды
team-today = Сегодня
team-nobody = Нет никого, чью папку вы видите.
team-deputy = ведёт эту папку в этот день
team-before = Раньше
team-after = Следующие
team-choose = Выберите число в таблице: эта стопка будет передана.
team-open-stack = Открыть стопку
team-to = Кому передать
team-to-choose = Выберите человека (занято в тот день)
team-how-many = Сколько дел
team-all = все
team-part-hint = Из части сначала уходят дела без обещаний.
team-reason = Почему (необязательно)
team-move-go = Передать
team-count-wrong = Напишите число дел от 1 или оставьте пустым, чтобы передать все.
team-stack = { $count ->
    [one] { $count } дело, { $planned }; обещано или условлено: { $promised }.
    [few] { $count } дела, { $planned }; обещано или условлено: { $promised }.
   *[other] { $count } дел, { $planned }; обещано или условлено: { $promised }.
}
