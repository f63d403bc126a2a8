# Reports.
reports-title = Отчёты
report-contacts = Контакты по итогам
report-contacts-about = Вся сделанная работа по неделям и чем она кончилась.
report-hours = Когда отвечают
report-hours-about = В какие часы звонки дошли до человека, а в какие никто не ответил.
report-first-calls = Первые звонки
report-first-calls-about = Первые звонки по неделям и чем они кончились.
report-sources = Откуда новые клиенты
report-sources-about = Клиенты, заведённые за эти недели, по источнику в карточке.
report-growth = Рост
report-growth-about = Заведённые клиенты и закрытые дела по неделям.
report-unkept = Перенесённые согласованные даты
report-unkept-about = Дата была согласована с клиентом, и всё же её перенесли; по неделям.
report-new-clients = новые клиенты
report-closed-files = закрытые дела
report-moved-agreed = перенесено
report-no-source = источник не записан
report-weeks-label = сколько недель
report-weeks = { $count ->
    [one] последняя { $count } неделя
    [few] последние { $count } недели
   *[other] последние { $count } недель
}
report-nothing = За эти недели ничего нет.
report-sum = всего
report-list-most = Показаны только последние { $most }.
report-complete = Насколько полны карточки
report-complete-about = Действующие дела, в карточках которых это записано, на сегодня.
report-known = известно
report-missing = не хватает
report-count-it = Посчитать
report-weekly = Прошлая неделя по почте
report-weekly-about = Цифры закончившейся недели рядом с цифрами предыдущей и книга Excel за последние восемь недель; утром выбранного дня. Клиенты в письме не названы.
report-weekly-day = В какой день
report-weekly-never = Не присылать
report-weekly-next = Следующее письмо придёт { $day }.
did-set-weekly-report = Еженедельное письмо изменено
report-letter-title = Ваша неделя, { $from } – { $to }
report-letter-lead = В скобках — предыдущая неделя.
report-letter-nothing = За эти две недели ничего не сделано.
report-letter-open = Открыть отчёты
report-letter-why = Вы попросили присылать прошлую неделю по почте. Изменить это можно в конце страницы отчётов.
