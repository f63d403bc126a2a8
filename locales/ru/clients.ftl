# Клиенты: список, новый клиент, информационная карта, закрытие и возвращение; слова для видов и итогов.

## Список
clients-title = Клиенты
clients-beginning = Имя начинается с
clients-whose = Чьи
clients-everyones = Все
clients-state = Состояние
clients-active = Открытые дела
clients-closed = Закрытые дела
clients-all = Все дела
clients-sort = Порядок
clients-sort-name = По имени
clients-sort-place = По дате контакта
clients-sort-last = По последнему контакту
clients-show = Показать
clients-import = Загрузка
clients-count = { $count ->
    [one] { $count } активный клиент
    [few] { $count } активных клиента
   *[other] { $count } активных клиентов
 }
clients-count-more = Активных клиентов больше { $count }
clients-without-date = без даты: { $count }
clients-no-phone = телефона пока нет
clients-pages = Страницы
clients-first-page = Первая страница
clients-next-page = Следующая страница
clients-none = Клиентов пока нет
clients-none-lead = Загрузите список, который у вас есть, или заведите первое дело вручную.
clients-none-so = Здесь никого нет
clients-none-so-lead = Под эти условия не подходит ни одно дело.
clients-nobody = По запросу «{ $text }» никого нет
clients-nobody-lead = Имена сравниваются с начала. Поищите внутри имён, телефонов и заметок или заведите новое дело.
clients-everywhere = Искать везде
clients-new-named = Новый клиент «{ $text }»

## Новый клиент
new-client-title = Новый клиент
client-who = Клиент
client-company = Компания
client-person = Человек
client-name = Имя или название
client-name-hint = Любыми буквами
client-company-hint = Для человека: где он работает
client-first-step = Следующий контакт
client-next = Когда
client-next-hint = чт, +3, 5 июля, июль, в пятницу в 10:30
client-by = Как
client-about = О чём
client-agreed = Согласовано с клиентом: дата не сдвигается
client-owner = В чьей картотеке
client-save = Сохранить клиента
client-anyway = Это другой клиент, сохранить
client-cancel = Отмена
client-open-it = Открыть
client-like-phone = Похоже на клиента { $name } (ведёт { $owner }): тот же телефон { $text }.
client-like-email = Похоже на клиента { $name } (ведёт { $owner }): тот же адрес { $text }.
client-like-name = Похоже на клиента { $name } (ведёт { $owner }): то же имя.
client-name-missing = Напишите имя: по нему дело найдут.
client-too-long = Знаков: { $length }, помещается { $max }. Сократите или перенесите часть в заметку.
client-filled-meanwhile = Это поле тем временем заполнил кто-то другой, поэтому «{ $text }» не записано. Чтобы изменить, откройте карту.
client-position-whose = Должность всегда чья-то: впишите и имя контактного лица.
client-phone-odd = В «{ $text }» нет цифр. Напишите номер или оставьте поле пустым.
client-email-odd = «{ $text }» — не адрес почты. Напишите как name@example.com или оставьте поле пустым.
client-next-missing = Напишите, когда следующий контакт: чт, +3, 5 июля.
client-next-unknown = «{ $text }» — не дата. Попробуйте чт, +3 или 5 июля.
client-next-past = { $place } уже прошло. Назовите сегодня или более поздний день.
client-next-no-such-day = Такого дня нет в календаре. Проверьте дату.
client-next-too-far = Это больше чем через десять лет. Назовите дату поближе.
client-changed-meanwhile = Пока вы писали, это дело кто-то изменил. Ничего ещё не сохранено, и всё набранное на месте. Сохраните ещё раз, чтобы заменить то, что там сейчас.
did-new-client = Новый клиент: { $name }.
did-edit-client = Изменена карта: { $name }.

## Информационная карта
card-title = Карта: { $name }
card-information = Информационная карта
card-people = Люди
card-people-hint = Первый — тот, кого спрашивать. Чтобы убрать строку, очистите её.
card-person-number = Человек { $number }
card-row = { $what }, строка { $number }
card-reaches = Телефоны, почта, мессенджеры
card-reach-kind = Вид
card-reach-text = Номер или адрес
card-reach-whose = Чей
card-reach-common = Общий
card-save = Сохранить карту
card-phone = Телефон
card-email = Почта
card-messenger = Мессенджер
card-company = Компания
card-contact = Контактное лицо
card-position = Должность
card-needs = Потребности
card-expects = Чего ждёт на деле
card-decides = Кто решает
card-competitor = Конкурент
card-source = Источник
card-address = Адрес
card-town = Город
card-country = Страна
card-time_zone = Часовой пояс
card-language = Язык
card-website = Сайт
card-birthday = День рождения
card-birthday-hint = 1980-12-05 или --12-05 без года
card-interests = Интересы
card-consent = Согласие
card-preferred_channel = Как удобнее связаться
card-tags = Метки
card-tags-hint = Через запятую
card-note = Заметка
card-top_ranked = Среди самых важных клиентов

## Закрытие и возвращение
close-title = Закрыть дело
close-why = Почему
close-note = Заметка
close-reason-missing = Выберите, почему дело закрывается. У открытого дела остаётся дата.
close-won = Сделка состоялась
close-lost = Ушёл к другим
close-closed = Больше не существует
close-do_not_contact = Не беспокоить
reopen-title = Вернуть дело
reopen-note = Почему возвращается
reopen-not-closed = Это дело и так открыто. Перенесите его на его странице.

## Что просит листок
kind-call = Звонок
kind-first = Первый звонок
kind-callback = Перезвонить
kind-email = Письмо
kind-visit = Визит
kind-meeting = Встреча
kind-other = Другое

## Что записано в истории
entry-call_out = Звонок
entry-call_in = Входящий звонок
entry-email_out = Письмо клиенту
entry-email_in = Письмо от клиента
entry-visit = Визит
entry-meeting = Встреча
entry-note = Заметка
entry-closed = Дело закрыто
entry-reopened = Дело возвращено

## Чем кончился разговор
outcome-reached = Поговорили
outcome-no_answer = Нет ответа
outcome-call_back = Просил перезвонить
outcome-said_no = Отказ
outcome-agreed = Согласие
