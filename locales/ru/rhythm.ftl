# How often somebody is spoken with; first calls.

quiet-title = Давно не говорили
quiet-lead = Клиенты, с которыми не говорили дольше, чем следует. Звонок без ответа не считается.
quiet-nobody = Никто не ждёт дольше, чем следует.
quiet-since = { $days ->
    [one] Последний разговор { $day }, { $days } день назад
    [few] Последний разговор { $day }, { $days } дня назад
   *[many] Последний разговор { $day }, { $days } дней назад
}
quiet-never = Разговора ещё не было
quiet-agreed = Договорились на { $place }
quiet-past-ideal = { $days ->
    [one] на { $days } день дольше обычного
    [few] на { $days } дня дольше обычного
   *[many] на { $days } дней дольше обычного
}
quiet-past-latest = { $days ->
    [one] просрочено на { $days } день
    [few] просрочено на { $days } дня
   *[many] просрочено на { $days } дней
}
quiet-file = Разложить выбранных на ближайшие дни
quiet-more = Ещё клиенты
classes-title = Классы клиентов
classes-lead = Как часто следует говорить с клиентами. Клиент может входить в один класс или иметь свой срок.
classes-none = Классов пока нет. Добавьте первый ниже, например «Постоянные, каждые 14 дней».
class-new = Новый класс
class-add = Добавить класс
class-save = Сохранить класс
class-remove = Убрать класс; клиенты останутся
class-name = Название
class-needs-name = Классу нужно название не длиннее { $most } букв.
class-name-taken = Класс с таким названием уже есть. Выберите другое.
class-too-many = Классов уже достаточно. Сначала уберите один.
class-of-client = Класс
class-none = Без класса
interval-title = Как часто
interval-lead = Считается от последнего настоящего разговора или письма. Это только подсказка: договорённые даты остаются.
interval-own = Свой срок
interval-own-hint = Оставьте оба поля пустыми, чтобы действовал срок класса.
interval-ideal = Обычно каждые … дней
interval-latest = Самое позднее через … дней
interval-needs-days = Напишите число дней.
interval-wrong = Напишите от 1 до { $most } дней; крайний срок не может быть меньше обычного.
interval-save = Сохранить
interval-set = Изменить
interval-days = каждые { $ideal } дн., не позднее { $latest } дн.
did-set-rhythm = Изменено, как часто говорить с клиентом { $name }.
suggest-interval = каждые { $days } дн.
suggest-rhythm = обычно каждые { $days } дн.
suggest-week = через неделю
suggest-next-day = следующий рабочий день
suggest-call-back = как просил клиент
suggest-three-months = через три месяца
suggest-room = ближайший свободный день
usual-monday = обычно отвечает по понедельникам около { $hour }
usual-tuesday = обычно отвечает по вторникам около { $hour }
usual-wednesday = обычно отвечает по средам около { $hour }
usual-thursday = обычно отвечает по четвергам около { $hour }
usual-friday = обычно отвечает по пятницам около { $hour }
usual-saturday = обычно отвечает по субботам около { $hour }
usual-sunday = обычно отвечает по воскресеньям около { $hour }
usual-hour = обычно отвечает около { $hour }

first-title = Первые звонки
first-lead = Сегодня сделано { $done }, в стопке ещё { $planned }; цель — { $target } в день.
first-waiting = Ждут: { $count }, из них с готовой карточкой: { $prepared }.
first-bring = { $count ->
    [one] Взять следующий { $count } готовый
    [few] Взять следующие { $count } готовых
   *[many] Взять следующие { $count } готовых
}
first-free = сегодня свободно { $free }
first-enough = Сегодняшняя цель уже в стопке.
first-none-prepared = Ни одна карточка не готова. Откройте одну и заполните недостающее.
first-no-room = День полон. Перенесите что-нибудь или возьмите их завтра.
first-nobody = Никто не ждёт первого звонка. Загрузите список или добавьте клиента, чей следующий шаг — первый звонок.
first-more = За ними ждут ещё { $count }.
first-ready = карточка готова
first-not-ready = карточка не полна
first-needs = Для первого звонка нужно:
first-fill = Заполнить
key-evening = Вечер дня
key-file-rest = Вечером: разложить остальное
did-make-class = Создан класс «{ $name }».
did-change-class = Класс «{ $name }» изменён.
did-remove-class = Класс «{ $name }» удалён.
