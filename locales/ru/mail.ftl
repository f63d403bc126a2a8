# Почта в деле: ящики, лоток, письма, шаблоны и текстовые блоки.

mail-title = Почта
mail-open = Открыть письмо
mail-no-folder = У сервера нет места для ключа, которым запечатываются пароли. Кто ведёт сервер, может его указать: mail_folder.
mail-too-many = Их уже { $max }. Измените один из них или выключите.

mailboxes-title = Почтовые ящики
mailboxes-lead = Что приходит с адреса клиента и что уходит на него, само встаёт в дело этого клиента. В ящике ничего не помечается прочитанным, не переносится и не удаляется.
mailboxes-none = Ни один ящик пока не читается.
mailbox-add = Добавить ящик
mailbox-change = Изменить
mailbox-off = Выключить
mailbox-on = Включить
mailbox-look = Прочитать сейчас
mailbox-is-off = Выключен: ничего не читается.
mailbox-person-left = Его человек больше не работает: ничего не читается. Добавьте ящик заново для того, кто здесь.
mailbox-read-at = Всё, что там было, прочитано { $when }.
mailbox-read-never = До конца он ещё не прочитан.
mailbox-late = Это { $minutes ->
    [one] { $minutes } минуту назад
    [few] { $minutes } минуты назад
   *[other] { $minutes } минут назад
 }: позже обычного.
mailbox-waiting = { $count ->
    [one] { $count } письмо лежит там и ещё не прочитано.
    [few] { $count } письма лежат там и ещё не прочитаны.
   *[other] { $count } писем лежат там и ещё не прочитаны.
 }
mailbox-trouble-since = Так с { $when }. Попытки повторяются сами.
mailbox-counts = В делах: { $filed }. В лотке: { $tray }. Нежелательных: { $never }. Между коллегами или неизвестно кому: { $nowhere }.
mailbox-uncopied = { $count ->
    [one] Сервер не взял копию { $count } письма в папку отправленных.
    [few] Сервер не взял копии { $count } писем в папку отправленных.
   *[other] Сервер не взял копии { $count } писем в папку отправленных.
 }
mailbox-whose = Чей
mailbox-name = Название
mailbox-incoming = Чтение (IMAP)
mailbox-outgoing = Отправка (SMTP)
mailbox-outgoing-hint = Без сервера из этого ящика ничего не пишется. Имя и пароль те же.
mail-address = Адрес
mail-also = Другие адреса, которые приходят сюда
mail-also-hint = Через запятую.
mail-address-odd = Это не адрес почты. Напишите так: shop@example.com.
mail-addresses-odd = «{ $odd }» — не адрес почты. Несколько адресов разделяйте запятыми.
mail-sight = Кто читает письма
mail-sight-hint = Что письмо пришло или ушло, видно в деле всем, кто видит дело. Что в нём написано, читают только эти люди.
mail-sight-own = только его человек
mail-sight-team = команда
mail-sight-all = все
mail-host = Сервер
mail-port = Порт
mail-sealing = Защита
mail-sealing-tls = с первого байта (TLS)
mail-sealing-starttls = после STARTTLS
mail-sealing-none = никакой: только сервер на этой машине
mail-sealing-open = Пароль можно было бы прочитать в пути. Выберите TLS или STARTTLS; без них — только администратор.
mail-host-odd = Напишите имя сервера, например mail.example.com.
mail-port-odd = Напишите порт от 1 до 65535.
mail-sign-in-as = Имя для входа
mail-password = Пароль
mail-password-hint = Хранится запечатанным; ключ лежит вне базы данных.
mail-password-kept = Пусто — остаётся сохранённый. Для другого сервера или имени он нужен снова.
mail-password-missing = Без пароля ящик не прочитать.
mail-password-again = Сервер или имя теперь другие: введите пароль ещё раз.
mail-folder = Папка
mail-sent-folder = Папка отправленных
mail-sent-folder-hint = Пусто — та, которую называет сервер.
mail-days = Дней назад
mail-days-hint = Более старые письма не трогаются. От 0 до 3650.
mail-days-odd = Напишите число дней от 0 до 3650.

mail-trouble-no-answer = Сервер не отвечает. Проверьте его имя и порт.
mail-trouble-no-seal = Защищённого соединения не вышло: сервер его не предлагает, или его сертификат не годится для этого имени.
mail-trouble-sign-in = Сервер не принимает имя или пароль.
mail-trouble-no-folder = Такой папки нет.
mail-trouble-key = Сохранённый пароль не открыть: ключ другой. Введите пароль ещё раз.
mail-trouble-broken = Соединение прервалось, или ответил не почтовый сервер.
mail-trouble-disk = Вложение не удалось сохранить: диск полон или не принимает запись.
mail-trouble-store = Не удалось записать в нашу базу данных.

mail-untaken = Не взято
mail-untaken-where = { $folder }, номер { $number }
mail-untaken-again = Взять это ещё раз
mail-untaken-waits = Будет взято при следующем чтении.
mail-untaken-lost = На нём трижды прервалось соединение.
mail-untaken-gone = Его не стало до того, как его прочитали.
mail-untaken-denied = Сервер его не отдаёт.
mail-untaken-answer = Ответ сервера непонятен.
mail-untaken-no-header = У него нет заголовка.
mail-untaken-no-sender = В нём не назван отправитель.
mail-untaken-broken = Его не прочитать.

mail-tray = Лоток писем
mail-tray-lead = От тех, кого нет ни в одном деле. Поставьте в дело, заведите клиента или скажите, что больше ничего не нужно.
mail-tray-empty = Лоток пуст.
mail-tray-more = Есть и более старые; они появятся, когда эти будут разобраны.
mail-no-subject = (без темы)
mail-no-text = Текста в нём нет.
mail-to = Кому: { $to }
mail-pieces = { $count ->
    [one] { $count } вложение
    [few] { $count } вложения
   *[other] { $count } вложений
 }
mail-from = От кого
mail-to-label = Кому
mail-when = Когда
mail-in-files = В делах
mail-answer = Ответить
mail-is-cut = Письмо очень большое: прочитано только начало. Остальное осталось в ящике.
mail-layout = Показать, как оно свёрстано
mail-as-text = Показать текстом
mail-pictures = Загрузить картинки извне
mail-pictures-hidden = Извне ничего не загружается: картинки сказали бы отправителю, что письмо открыто.
mail-pictures-shown = Картинки загружаются оттуда, куда их положил отправитель.
mail-attachments = Вложения
mail-piece-unnamed = Вложение без имени
mail-piece-left = Осталось в ящике.
mail-piece-keep = Сохранить в документах
mail-piece-stands = Есть в деле
mail-unfiled = Ни в одном деле
mail-find-client = Найти клиента
mail-file-with = Поставить в дело: { $name }
mail-remember = С { $address } — всегда
mail-likely = Переписка, к которой оно относится, стоит там.
mail-take-out = Убрать из дела: { $name }
mail-stands-no-more = В этом деле его больше нет.
mail-new-client = Завести клиента
mail-new-client-hint = Новый клиент встанет под сегодняшний день, тема письма станет первым шагом.
mail-client-name = Имя
mail-client-kind = Кто это
mail-client-person = человек
mail-client-company = организация
mail-never = Никогда от этого отправителя
mail-away = Убрать
mail-filed-already = Кто-то уже поставил его в дело.
mail-none = Писем в этом деле нет.
mail-not-read-by-you = { $count ->
    [one] Ещё { $count } письмо стоит здесь из ящика, который вы не читаете.
    [few] Ещё { $count } письма стоят здесь из ящиков, которые вы не читаете.
   *[other] Ещё { $count } писем стоят здесь из ящиков, которые вы не читаете.
 }

mail-write = Написать
mail-write-from = От кого
mail-write-to = Кому
mail-write-copy = Копия
mail-write-subject = Тема
mail-write-text = Текст
mail-write-text-hint = ::имя превратится в текстовый блок с этим именем.
mail-write-when = Отправить
mail-write-when-hint = Пусто — сразу.
mail-write-remind = Напомнить, если нет ответа до
mail-write-remind-hint = Тогда на этот день встанет шаг.
mail-write-send = Отправить
mail-write-look = Сначала посмотреть
mail-write-file = Файлы с этого компьютера
mail-write-documents = Документы этого дела
mail-write-pieces-many = К письму можно приложить не более { $max } файлов.
mail-write-pieces-large = Вложения вместе больше { $max } МБ. Уберите часть или отправьте несколькими письмами.
mail-write-piece-gone = Выбранного вложения больше нет. Выберите его снова.
mail-write-no-mailbox = Ни один ваш ящик не отправляет. Укажите сервер для отправки.
mail-write-to-missing = Напишите, кому.
mail-write-to-many = Письмо идёт не более чем на { $max } адресов.
mail-write-subject-missing = Напишите тему.
mail-write-subject-odd = Тема — одна строка.
mail-write-text-missing = Напишите текст не длиннее 100 000 знаков.
mail-write-when-odd = Выберите время впереди, в пределах двух лет.
mail-write-remind-odd = Выберите день после сегодняшнего.
mail-template = Шаблон
mail-template-take = Взять этот шаблон
mail-module-unknown = Текстового блока «::{ $name }» нет. Уберите его или добавьте: Настройки, Шаблоны.

mail-letters = Написано здесь
letter-waiting = Уйдёт { $when }.
letter-waiting-trouble = { $why } Новая попытка { $when }.
letter-going = Уходит.
letter-sent = Ушло { $when }.
letter-refused = Не ушло: { $why }
letter-unsure = Никто не знает, ушло ли оно: сервер оборвал связь. Посмотрите в папке отправленных или спросите.
letter-stopped = Остановлено: не уйдёт.
letter-stop = Остановить
letter-again = Отправить
letter-anew = Изменить
letter-went = Оно ушло
letter-went-on = Тем временем с ним что-то произошло. Посмотрите ещё раз.
letter-remind = Если ответа не будет, вам напомнят { $day }.
letter-answered = Ответ пришёл.
letter-reminded = До { $day } ответа не было: поставлен шаг.
letter-remind-closed = До { $day } ответа не было; дело закрыто.
letter-no-answer = Нет ответа: { $subject }
letter-trouble-no-answer = До сервера отправки не достучаться.
letter-trouble-later = Сервер сейчас не берёт писем.
letter-trouble-refused = Сервер отказал.
letter-trouble-key = Пароль ящика не открыть.
letter-trouble-odd = Из этого не выходит письма.
letter-trouble-piece = Вложение не читается. Измените письмо и приложите его снова.

mail-texts-title = Шаблоны
mail-texts-lead = С шаблона начинается письмо. Текстовый блок встаёт на место ::имени в любом письме. { "{client}" }, { "{contact}" } и { "{me}" } становятся именами.
mail-templates = Шаблоны
mail-modules = Текстовые блоки
mail-texts-none = Пока нет ни одного.
mail-text-add = Новый
mail-text-change = Изменить
mail-text-remove = Убрать
mail-text-kind = Что это
mail-text-template = шаблон
mail-text-module = текстовый блок
mail-text-name = Имя
mail-text-name-hint = У блока: буквы, цифры, - и _, без пробелов.
mail-text-subject = Тема шаблона
mail-text-text = Текст
mail-text-text-hint = Не более 20 000 знаков.
mail-text-text-missing = Напишите текст не длиннее 20 000 знаков.
mail-text-name-odd = Напишите имя не длиннее { $max } знаков; у блока — только буквы, цифры, - и _.
mail-text-name-given = Такое имя уже есть.

did-mailbox-add = Добавлен ящик { $name }
did-mailbox-change = Изменён ящик { $name }
did-mailbox-off = Выключен ящик { $name }
did-mailbox-on = Включён ящик { $name }
did-mail-file = { $count ->
    [one] { $count } письмо поставлено в дело: { $name }
    [few] { $count } письма поставлены в дело: { $name }
   *[other] { $count } писем поставлено в дело: { $name }
 }
did-mail-never = Больше ничего от { $address }
did-mail-away = Убрано письмо от { $address }
did-mail-out = «{ $subject }» убрано из дела: { $name }
did-letter = Написано: { $name }
did-letter-stop = Остановлено «{ $subject }»
did-letter-again = Отправляется «{ $subject }»
did-mail-text = Записано: { $name }
did-mail-text-remove = Убрано: { $name }
