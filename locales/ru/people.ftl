# The people, the company, signing in and the set-up.

people-name = Имя
people-email = Эл. почта
people-password = Пароль
people-language = Язык
people-name-missing = Напишите имя или название.
people-name-long = Слишком длинно: не больше 100 знаков.
people-name-odd = В имени есть знак, который нельзя сохранить. Наберите его ещё раз.
people-email-odd = Это не адрес эл. почты. Он выглядит так: name@example.com.
people-email-taken = Этот адрес эл. почты уже занят.

password-hint = Не меньше 10 знаков. Несколько слов подряд легко запомнить и трудно угадать.
password-short = Слишком коротко: не меньше { $length } знаков.
password-long = Слишком длинно: не больше { $length } знаков.
password-own = Не берите паролем своё имя, название компании или адрес почты.
password-common = Такой пароль пробуют одним из первых. Выберите другой.
password-new = Новый пароль
password-again = Ещё раз то же самое
password-differs = Пароли не совпадают.
password-title = Выберите пароль
password-go = Сохранить и войти
password-link-over-title = Эта ссылка больше не действует
password-link-over = Она уже использована, заменена новой или устарела. Попросите у администратора новую ссылку.
password-change-title = Пароль
password-current = Прежний пароль
password-wrong = Прежний пароль указан неверно.
password-change-hint = Здесь вы останетесь в системе, на всех остальных устройствах вход закроется.
password-change-go = Сменить пароль

sign-in-title = Вход
sign-in-go = Войти
sign-in-refused = Почта и пароль не подходят друг к другу. Проверьте и то и другое.
sign-in-crowded = Сейчас входит много людей. Подождите немного и попробуйте ещё раз.
sign-in-forgotten = Забыли пароль? Администратор даст ссылку, по которой можно выбрать новый.

set-up-title = Настройка картотеки
set-up-lead = Несколько вопросов, один раз. Всё это можно потом изменить в настройках.
set-up-without-link = Картотека ещё не настроена. Ссылка для настройки выведена там, где запущен сервер; если ей больше трёх дней, создайте там новую.
set-up-first-person = Вы
set-up-first-person-hint = Вы станете администратором. Коллег можно добавить потом.
set-up-go = Настроить

start-title = С чего начнём?
start-lead = Картотека готова. Выберите, что в ней будет сначала.
start-import = С моих клиентов
start-import-text = Возьмите свой список из таблицы. Вы увидите всё до того, как что-либо будет записано.
start-import-go = Загрузить клиентов
start-sample = С примера компании
start-sample-text = Вымышленные клиенты с историей, чтобы осмотреться и всё попробовать.
start-sample-go = Заполнить примером
start-sample-late = В картотеке уже есть клиенты. Пример подходит только для пустой.
start-empty = С пустой картотеки
start-empty-text = Добавьте первого клиента вручную.
start-empty-go = Открыть картотеку

settings-screens = Настройки
settings-own = Мои настройки
settings-save = Сохранить
settings-saved = Сохранено.
settings-about = Обо мне
settings-theme = Цвета
theme-auto = Как на устройстве
theme-light = Светлые
theme-dark = Тёмные
settings-binder = Моя картотека
settings-mode = Разделители дней
settings-mode-hint = Это можно менять когда угодно: каждое дело остаётся на своей дате.
mode-numbered = Числа от 1 до 31
mode-numbered-hint = Один набор чисел, который служит каждый месяц, и разделитель для каждого месяца.
mode-dated = Даты
mode-dated-hint = Разделитель для каждого рабочего дня ближайших месяцев.
settings-horizon-months = Месяцев с датами
settings-horizon-months-hint = Для дат: у скольких месяцев, считая текущий, есть разделитель на каждый день (от 1 до 3).
settings-month-end-days = Конец месяца, дней
settings-month-end-days-hint = В последние дни месяца свободные разделители уже служат следующему (от 0 до 15; 0 — никогда).
settings-first-calls = Первых звонков в день
settings-first-calls-hint = Сколько первых звонков раздаётся на один день (от 0 до 500).
settings-number-odd = Напишите целое число от { $least } до { $most }.
settings-hours = Мои рабочие часы
settings-own-week = Мои часы отличаются от часов компании, они указаны ниже

week-hint = Часы в день, например 8 или 7:30, либо промежутки: 08:00-12:00, 13:00-17:00. Пусто — выходной.
week-monday = Понедельник
week-tuesday = Вторник
week-wednesday = Среда
week-thursday = Четверг
week-friday = Пятница
week-saturday = Суббота
week-sunday = Воскресенье
week-odd = Непонятно. Напишите часы, например 8 или 7:30, либо 08:00-12:00, 13:00-17:00.
week-empty = Хотя бы один день недели должен быть рабочим.

colleagues-title = Коллеги
colleagues-add-title = Добавить коллегу
colleagues-add-hint = После этого вы один раз увидите ссылку. Передайте её коллеге, чтобы выбрать пароль.
colleagues-add-go = Добавить
colleagues-role = Роль
colleagues-role-hint = Сотрудники сервиса и менеджеры видят свои дела, руководитель продаж — дела команды, директора и администраторы — все.
colleagues-team = Команда
colleagues-no-team = Без команды
colleagues-no-password = Пароля ещё нет
colleagues-left = Больше не работает
colleagues-change-hint = При смене роли вход коллеги закрывается на всех устройствах.
colleagues-last-admin = Это последний администратор. Сначала назначьте другого.
colleagues-door = Доступ
colleagues-link-go = Ссылка для нового пароля
colleagues-leave-go = Коллега уходит
colleagues-leave-hint = Доступ закрывается сразу. Имя остаётся в истории дел.
colleagues-left-text = Этот коллега больше не работает и войти не может.
colleagues-return-go = Вернуть доступ
colleagues-not-oneself = Свой доступ закрыть нельзя. Это может сделать другой администратор.
colleagues-has-files = { $count ->
    [one] В этой картотеке ещё { $count } открытое дело. Сначала передайте его.
    [few] В этой картотеке ещё { $count } открытых дела. Сначала передайте их.
   *[other] В этой картотеке ещё { $count } открытых дел. Сначала передайте их.
}
colleagues-has-slips = { $count ->
    [one] В этой картотеке ещё { $count } открытый листок. Сначала передайте или завершите его.
    [few] В этой картотеке ещё { $count } открытых листка. Сначала передайте или завершите их.
   *[other] В этой картотеке ещё { $count } открытых листков. Сначала передайте или завершите их.
}

link-title = Ссылка: { $name }
link-text = { $days ->
    [one] Скопируйте её сейчас: она показана только здесь. Действует один раз, в течение { $days } дня.
   *[other] Скопируйте её сейчас: она показана только здесь. Действует один раз, в течение { $days } дней.
}
link-label = Ссылка для выбора пароля
link-done = Готово

teams-title = Команды
teams-hint = Руководитель продаж видит дела своей команды.
team-new = Новая команда
team-add = Добавить
team-rename = Переименовать
team-people = { $count ->
    [0] Команда, пока никого
    [one] Команда, { $count } человек
    [few] Команда, { $count } человека
   *[other] Команда, { $count } человек
}
team-name-taken = Команда с таким названием уже есть.

company-title = Компания
company-name = Название компании
company-zone = Часовой пояс
company-zone-odd = Такого часового пояса нет. Выберите из списка.
company-country = Страна
company-country-hint = Две латинские буквы, KH для Камбоджи. Телефоны без кода страны читаются как тамошние.
company-country-odd = Страны с такими двумя буквами нет. Камбоджа — KH, Таиланд — TH, Вьетнам — VN.
company-week = Рабочая неделя
company-holidays = Праздники
company-holidays-list = Нерабочие дни
company-holidays-hint = По одному в строке, сначала дата: 2027-01-01 Новый год. Праздники по лунному календарю добавьте, когда их объявят.
company-holidays-fill = Добавить в список праздники Камбоджи с постоянной датой
company-holiday-odd = Строка { $line } непонятна. Она должна выглядеть так: 2027-01-01 Новый год.
company-holidays-many = Слишком много дней: не больше { $count }.
company-card = Что нужно до первого звонка
company-card-hint = Первый звонок можно запланировать, только когда это есть в карте клиента.
needed-phone = Телефон
needed-email = Эл. почта
needed-contact = С кем говорить
needed-position = Должность
needed-town = Город
needed-needs = Что нужно клиенту
needed-expects = Чего клиент ждёт
needed-decides = Кто решает
needed-competitor = Где клиент покупает сейчас
needed-source = Откуда мы о нём знаем

holiday-new-year = Новый год
holiday-victory = День победы над геноцидом
holiday-women = Международный женский день
holiday-labour = Международный день труда
holiday-king-birthday = День рождения короля Нородома Сиамони
holiday-queen-mother = День рождения королевы-матери Нородом Монинеат
holiday-constitution = День конституции
holiday-king-father = День памяти короля-отца Нородома Сианука
holiday-coronation = День коронации короля Нородома Сиамони
holiday-independence = День независимости
holiday-peace = День мира в Камбодже
