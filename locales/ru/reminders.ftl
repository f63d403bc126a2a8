# Agreed times told beforehand, by push and by e-mail, never in quiet hours.

reminders-title = Напоминания
reminders-lead = Незадолго до назначенного времени вы получаете напоминание. Пока вас нет, его получает тот, кто ведёт вашу картотеку.
reminders-how = Как
reminders-none = Никак
reminders-none-hint = Назначенное время видно в дне, больше о нём ничто не напоминает.
reminders-push = На моих устройствах
reminders-push-hint = Сообщение на каждом устройстве, включённом ниже.
reminders-email = По электронной почте
reminders-email-hint = Короткое письмо на адрес, с которым вы входите.
reminders-both = И так и так
reminders-both-hint = На устройствах и по почте.
reminders-mail-missing = Этот сервер пока не отправляет почту. Это может настроить тот, кто его обслуживает: настройки smtp_host и smtp_from.
reminders-names = Называть имя клиента
reminders-names-hint = Без этого сообщаются только время и вид контакта: заблокированный экран показывает их всякому, кто на него смотрит.
reminders-when = Когда
reminders-minutes = За сколько минут
reminders-minutes-hint = От 0 до 240; 0 — в само это время.
reminders-quiet-from = Тихо с
reminders-quiet-to = Тихо до
reminders-quiet-hint = В тихие часы напоминаний нет. То, что на них пришлось, сообщается в их конце, если время ещё не прошло. Одно и то же время дважды — тихих часов нет.
reminders-time-odd = Напишите время так: 20:30.

reminders-here = Это устройство
reminders-here-script = Чтобы включить устройство, в браузере нужны скрипты.
reminders-here-unsupported = Этот браузер не принимает сообщений. На iPhone или iPad сначала поместите Daybinder на домашний экран и откройте оттуда; на других устройствах поможет другой браузер.
reminders-here-insecure = Для сообщений нужен адрес, который начинается с https. Это может настроить тот, кто обслуживает сервер.
reminders-here-denied = Этому браузеру запрещено показывать сообщения отсюда. Разрешите уведомления для этого адреса в настройках браузера и откройте эту страницу снова.
reminders-here-failed = Браузер не смог включить сообщения. Проверьте сеть и попробуйте ещё раз.
reminders-here-off = На этом устройстве пока ничего не показывается.
reminders-here-switch-on = Включить на этом устройстве
reminders-here-on = Напоминания показываются на этом устройстве.
reminders-here-switch-off = Выключить на этом устройстве

reminders-devices = Мои устройства
reminders-devices-none = Ни одно устройство не включено.
reminders-devices-full = Уже включено устройств: { $most }. Сначала удалите одно.
reminders-device-unnamed = Браузер
reminders-device-since = с { $day }
reminders-device-failures = { $count ->
    [one] недоступно в последний { $count } раз
    [few] недоступно последние { $count } раза
   *[other] недоступно последние { $count } раз
}
reminders-device-remove = Удалить

reminders-trial = Проба
reminders-trial-lead = Сейчас отправит вам сообщение всеми способами, которые выбраны выше и сохранены.
reminders-trial-go = Отправить мне пробу
reminders-trial-nothing = Отправить некуда: выберите почту или включите устройство и сохраните.
reminders-trial-wait = В эту минуту проба уже отправлена. Подождите немного.
reminders-trial-pushed = Отправлено: { $device }.
reminders-trial-not-pushed = { $device }: сейчас недоступно. Причина — в журнале сервера.
reminders-trial-gone = { $device }: сообщения больше не принимаются, устройство удалено. Включите его там снова.
reminders-trial-mailed = Отправлено на { $address }.
reminders-trial-not-mailed = Письмо на { $address } не принято. Причина — в журнале сервера.
did-set-reminders = Напоминания изменены

reminder-left = { $minutes ->
    [0] сейчас
    [one] через { $minutes } минуту
    [few] через { $minutes } минуты
   *[other] через { $minutes } минут
}
reminder-for = за { $name }
reminder-for-absent = за отсутствующего коллегу
reminder-open = Открыть дело
reminder-open-day = Открыть день
reminder-open-settings = Открыть настройки
reminder-why = Вы просили напоминать о назначенном времени. Это меняется в настройках, «Напоминания».
reminder-trial-title = Daybinder: проба
reminder-trial-body = Так сообщается о назначенном времени.
