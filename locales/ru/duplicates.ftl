duplicates-title = Возможные двойники
duplicates-about = Дела, которые могут быть об одном клиенте. Ничего не объединится, пока вы этого не скажете, а объединённое можно разделить в любое время.
duplicates-looking = Дела ещё просматриваются. Загляните сюда позже: пар станет больше.
duplicates-none = Похожих друг на друга дел нет.
duplicates-more = Ещё пары
duplicates-compare = Сравнить
duplicates-two = Это два клиента
duplicates-nothing-else = Больше ничего не известно
did-two = { $name } и { $other } — два разных клиента.
alike-email = Тот же адрес почты
alike-phone = Тот же телефон
alike-name-and-company = То же имя и компания
alike-name = Похожее имя
client-is-closed = закрыто
like-may-be = Возможно, этот клиент у вас уже есть:
might-be = Возможно, это тот же клиент, что и { $name } ({ $alike }).
might-be-look = Сравнить
join-title = Объединить два дела одного клиента
join-link = Объединить с другим делом…
join-with-which = Какое ещё дело относится к клиенту { $name }?
join-look-for = Имя, телефон или адрес почты
join-none-alike = Похожих дел нет. Найдите второе по имени.
join-none-found = Ничего не найдено. Попробуйте написать иначе.
join-stays = Остаётся
join-goes = Вливается
join-empty = оставить пустым
join-both = Оба
join-along = Переходит вместе с ним
join-entries = { $count ->
    [one] { $count } запись истории
    [few] { $count } записи истории
   *[many] { $count } записей истории
  }
join-documents = { $count ->
    [one] { $count } документ
    [few] { $count } документа
   *[many] { $count } документов
  }
join-mails = { $count ->
    [one] { $count } письмо
    [few] { $count } письма
   *[many] { $count } писем
  }
join-forms = { $count ->
    [one] { $count } заполненная форма
    [few] { $count } заполненные формы
   *[many] { $count } заполненных форм
  }
join-step = Следующий шаг { $place } { $line }
join-into-binder = Шаги перейдут в папку, которую ведёт { $person }.
join-can-be-separated = У каждого шага остаётся его дата; дело стоит под самой ранней. Дела можно разделить снова в любое время.
join-do = Объединить дела
join-turn = Оставить другое дело
joined-line = Объединено с делом «{ $name }».
did-join = Дело { $other } влито в дело { $name }.
did-separate = Дело { $other } отделено от дела { $name }.
joined-title = Объединённые дела
joined-link = Объединено из { $count ->
    [one] ещё { $count } дела
   *[other] ещё { $count } дел
  }
joined-about = Дела, влитые в дело { $name }. Если их разделить, каждое получит обратно свою карточку, историю и шаги.
joined-none = В это дело ничего не вливали.
joined-when = { $day } · { $person }
joined-separate = Разделить
joined-later-first = Сначала отделите то, что влито позже
close-joined = Объединено с другим делом
file-is-joined = Это дело объединено с другим. Откройте то, другое.
joining-itself = Дело нельзя объединить с самим собой.
joining-changed-meanwhile = Пока вы смотрели, одно из дел изменилось. Посмотрите ещё раз и объедините снова.
joining-do-not-contact = Один из двоих просил с ним не связываться. Прежде чем объединять, закройте и второе дело по той же причине или откройте это заново.
separating-not-joined = Эти дела уже не объединены.
separating-later-first = Позже в это дело влили ещё одно. Сначала отделите его.
audit-files-joined = Два дела объединены
audit-files-separated = Объединённые дела разделены
audit-field-joined = объединено
audit-field-separated = разделено
