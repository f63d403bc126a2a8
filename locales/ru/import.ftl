# Загрузка и выгрузка клиентов.

## Выбор файла
import-title = Загрузка клиентов
import-steps = Шаги
import-step-file = Выбрать файл
import-step-look = Проверить столбцы
import-step-done = Готово
import-file = Ваш список
import-file-hint = CSV из любой таблицы, книга Excel (.xlsx) или адресная книга (.vcf); до { $megabytes } МБ
import-read = Прочитать
import-file-missing = Выберите файл, и не пустой.
import-earlier = Прежние загрузки
import-taken-in = { $count ->
    [one] загружен { $count } клиент
    [few] загружено { $count } клиента
   *[many] загружено { $count } клиентов
}
import-reverse = Отменить загрузку
import-reversed = отменена
import-running = идёт
import-broken-off = прервано
import-broken-off-about = Этот импорт прервался на середине: клиенты, посчитанные здесь, уже заведены. Отмените его или загрузите файл ещё раз, чтобы продолжить: уже заведённые клиенты объединятся, а не задвоятся.
import-taken-back = Этот импорт отменили, пока он шёл.
import-rejects = { $count ->
    [one] { $count } строка не взята
    [few] { $count } строки не взяты
   *[many] { $count } строк не взято
}

## Почему файл не взят целиком
import-refused-empty_file = Файл пуст. Выберите тот, в котором ваш список.
import-refused-no_data_rows = В файле только заголовок и ни одной строки под ним. Выберите тот, в котором ваш список.
import-refused-not_text = Это не список: похоже на картинку, программу или архив. Сохраните список как CSV, XLSX или vCard.
import-refused-not_a_contact_list = Ни один столбец не похож на имя, компанию, телефон или почту. Выберите другой файл.
import-refused-xml_doctype = Это документ XML с описанием типа; такие не читаются ради безопасности. Сохраните список как CSV, XLSX или vCard.
import-refused-old_or_protected_workbook = Книга старого формата или под паролем. Сохраните её как .xlsx без пароля.
import-refused-damaged_workbook = Книга повреждена или обрезана. Откройте её в таблице и сохраните заново.
import-refused-too_large = В распакованном виде файл слишком велик. Разделите его на части.
import-refused-unreadable = Файл не удалось прочитать. Отправьте его ещё раз.
import-no-identity = Укажите, в каком столбце имя, компания, телефон или почта: без них ни одна строка не станет клиентом.

## Проверка
import-look-title = Проверка
import-another = Другой файл
import-count-rows = строк
import-count-importable = можно взять
import-count-groups = групп строк об одном клиенте
import-count-here = похожи на ваших клиентов
import-count-empty = пустых
import-count-no_identity = без имени, компании, телефона и почты
import-count-unparseable = испорченных
import-columns = Что в столбцах
import-columns-lead = Столбец без назначения сохранится в заметке вместе с заголовком.
import-column-number = Столбец { $number }
import-look = Показать с этими столбцами
import-preview = Первые клиенты, какими они будут
import-dealt = ближайшие дни
import-closed = закрыт
import-same = Один клиент дважды
import-same-more = { $count ->
    [one] и ещё { $count } группа
    [few] и ещё { $count } группы
   *[many] и ещё { $count } групп
}
import-merge = Соединить в одного
import-merge-about = Все телефоны, адреса, люди и заметки сохранятся. Клиент, который уже есть, останется под своей датой и со своей карточкой, получит недостающие телефоны и адреса, а остальное из строки станет заметкой в его истории.
import-separate = Каждой строке своё дело
import-separate-about = Ничего не сравнивается.
import-skip = Только первый
import-skip-about = Повторы и клиенты, которые уже есть, не берутся и попадут в список.
import-owner = В чью картотеку
import-go = { $count ->
    [one] Взять { $count } строку
    [few] Взять { $count } строки
   *[many] Взять { $count } строк
}

## Итог
import-done-title = Загружено
import-done-lead = Дела с датой стоят под ней; остальные разложены по рабочим дням ближайших восьми недель, насколько в них есть место.
import-dates-planned = { $count ->
    [one] { $count } объединённый клиент получил ещё один шаг под датой своей строки; прежний шаг остаётся
    [few] { $count } объединённых клиента получили ещё по одному шагу под датой своей строки; прежние шаги остаются
   *[other] { $count } объединённых клиентов получили ещё по одному шагу под датой своей строки; прежние шаги остаются
}
import-dates-kept = { $count ->
    [one] { $count } объединённый клиент остался под своей датой; другая дата записана в его истории
    [few] { $count } объединённых клиента остались под своей датой; другие даты записаны в их истории
   *[other] { $count } объединённых клиентов остались под своей датой; другие даты записаны в их истории
}
import-count-taken = новых клиентов
import-count-merged = строк соединено с другим клиентом
import-count-rejected = строк не взято
import-to-today = К сегодняшнему дню
did-import = { $count ->
    [one] Загружен { $count } клиент из { $name }
    [few] Загружено { $count } клиента из { $name }
   *[many] Загружено { $count } клиентов из { $name }
}

## Невзятые строки
rejects-row = Строка
rejects-reason = Почему не взята
rejects-empty = пустая
rejects-no_identity = нет имени, компании, телефона и почты
rejects-unparseable = испорчена или обрезана
rejects-already-here = уже есть: { $name }
rejects-date-planned = объединено с { $name }: шаг на { $kept } остаётся, на дату строки { $date } заведён ещё один
rejects-date-kept = объединено с { $name }: дата { $kept } остаётся, дата строки { $date } записана в истории
rejects-doubled = тот же клиент, что в строке выше
rejects-more = и ещё строк: { $count }

## Что значит столбец
meaning-name = Имя
meaning-name_first = Личное имя
meaning-name_middle = Отчество
meaning-name_last = Фамилия
meaning-address_more = Адрес, ещё часть
meaning-next_contact = Следующий контакт
meaning-next_line = О чём следующий контакт
meaning-owner = Ответственный
meaning-contacts = Ещё люди
meaning-id = Номер дела
meaning-kind = Компания или человек
meaning-state = Состояние дела
meaning-top_ranked = Среди самых важных клиентов
meaning-other = Сохранить в заметке
meaning-ignore = Не брать

## Выгрузка
export-title = Выгрузка клиентов
export-own = { $count ->
    [one] В выгрузке { $count } клиент вашей картотеки, с открытым или закрытым делом.
    [few] В выгрузке { $count } клиента вашей картотеки, с открытыми и закрытыми делами.
   *[many] В выгрузке { $count } клиентов вашей картотеки, с открытыми и закрытыми делами.
}
export-team = { $count ->
    [one] В выгрузке { $count } клиент вашей команды, с открытым или закрытым делом.
    [few] В выгрузке { $count } клиента вашей команды, с открытыми и закрытыми делами.
   *[many] В выгрузке { $count } клиентов вашей команды, с открытыми и закрытыми делами.
}
export-all = { $count ->
    [one] В выгрузке { $count } клиент компании, с открытым или закрытым делом.
    [few] В выгрузке все { $count } клиента компании, с открытыми и закрытыми делами.
   *[many] В выгрузке все { $count } клиентов компании, с открытыми и закрытыми делами.
}
export-csv = Таблица CSV
export-csv-about = Для любой таблицы и программы
export-xlsx = Книга Excel
export-xlsx-about = Даты записаны как даты
export-vcf = Адресная книга (vCard)
export-vcf-about = Для телефонов и почтовых программ
export-download = Скачать
export-again = Любой из этих файлов можно загрузить снова и получить тех же клиентов.
