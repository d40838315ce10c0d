"""What is said aloud of a screen: a picture goes in, sentences come out.

They are the words of the screen where those are short, and shorter ones where they
are not: whoever listens has no patience for what stands aside.
"""

from collections.abc import Callable, Iterator, Mapping

from kiosk.comfort import Asking
from kiosk.picture import Away, Board, Choice, Picture, Screen
from kiosk.texts import Texts


def sentences_of(picture: Picture) -> tuple[str, ...]:
    """Return what is said of *picture*: the question above the screen, or the screen.

    Never empty.
    """
    asked = _asked(picture)
    return tuple(filter(None, asked or [picture.advice, *_of_screen(picture)]))


def vocabulary(texts: Texts) -> Iterator[str]:
    """Yield every sentence of *texts* that may be said, with its gaps."""
    spoken = texts.spoken
    for name in spoken.__slots__:
        if isinstance(value := getattr(spoken, name), str):
            yield value
    yield from (texts.badge, texts.place, texts.zone, texts.later, texts.ahead_value)
    yield from (texts.wait_value, texts.wait_soon, texts.nobody_waits, texts.not_known)
    yield from (texts.refused_other, texts.instead, texts.instead_help)
    yield from (each for each in texts.refusals.values() if "{until}" not in each)
    yield from texts.weekdays
    card = texts.card
    yield from (card.title, card.how, card.without)
    yield from (card.unreadable, card.choose_first, card.agree_first)
    words = texts.closing
    yield from words.titles.values()
    yield from (words.title, words.title_other, words.service, words.waiting)
    yield from (words.again, words.help_label, words.desks, words.desks_unknown)
    yield from (words.today, words.on_day, words.hours, words.holiday)
    yield from (texts.elsewhere.title, texts.elsewhere.title_procedure)


def _asked(picture: Picture) -> list[str]:
    spoken, comfort = picture.texts.spoken, picture.comfort
    match comfort.asking:
        case Asking.LANGUAGE:
            return [spoken.language]
        case Asking.MORE_TIME:
            return [spoken.more_time]
        case Asking.HELP if comfort.unheard:
            return [spoken.help_unheard, spoken.help_desk]
        case Asking.HELP:
            return [spoken.help_called]
        case Asking.NOTHING:
            return []


def _of_screen(picture: Picture) -> list[str]:
    if picture.closing is not None:
        return _closing(picture)
    return _SCREENS[picture.screen](picture)


def _home(picture: Picture) -> list[str]:
    spoken = picture.texts.spoken
    title = spoken.home_priority if picture.priority else spoken.home
    zones = [_zone(board, picture.texts) for board in picture.boards]
    hint = "" if picture.priority else spoken.priority_hint
    return [_alone(picture), title, *zones, hint, spoken.help]


def _alone(picture: Picture) -> str:
    return "" if picture.away is Away.NO else picture.texts.spoken.alone


def _zone(board: Board, texts: Texts) -> str:
    names = (
        f"{card.name}, {texts.spoken.shut}" if card.shut else card.name
        for card in board.cards
    )
    return texts.spoken.zone.format(zone=board.zone, services=". ".join(names))


def _search(picture: Picture) -> list[str]:
    spoken, board = picture.texts.spoken, picture.search
    if board is None or not board.query.strip():
        return [spoken.search]
    if not board.rows:
        return [spoken.nothing, spoken.help_desk]
    return [spoken.found.format(names=". ".join(row.name for row in board.rows))]


def _confirm(picture: Picture) -> list[str]:
    spoken, choice = picture.texts.spoken, picture.choice
    if choice is None:
        return [spoken.choose]
    asked = spoken.confirm.format(service=choice.service)
    return [asked, *_expected(choice, picture.texts), spoken.choose]


def _expected(choice: Choice, texts: Texts) -> list[str]:
    """Return the badge, the place, how many are ahead and how long that takes."""
    badge = texts.badge if choice.priority else ""
    if not choice.people:
        return [badge, choice.where, choice.wait]
    ahead = texts.spoken.ahead.format(people=choice.people)
    return [badge, choice.where, ahead, choice.wait]


def _card(picture: Picture) -> list[str]:
    spoken, words = picture.texts.spoken, picture.texts.card
    return [f"{words.title}.", words.how, spoken.no_card.format(button=words.without)]


def _papers(picture: Picture) -> list[str]:
    spoken, sheet = picture.texts.spoken, picture.papers
    if sheet is None:
        return [spoken.choose]
    if sheet.choices:
        names = ". ".join(name for _, name in sheet.choices)
        return [spoken.which.format(names=names)]
    return [spoken.papers.format(papers=". ".join(sheet.papers))]


def _closing(picture: Picture) -> list[str]:
    closing = picture.closing
    if closing is None:
        return []
    told = (each for each in closing.reasons if each.said)
    return [closing.title, *(f"{each.label}: {each.value}" for each in told)]


def _connecting(picture: Picture) -> list[str]:
    return [picture.texts.spoken.connecting]


def _late(picture: Picture) -> list[str]:
    return [picture.texts.spoken.late]


def _away(picture: Picture) -> list[str]:
    return [picture.texts.spoken.away, picture.texts.spoken.help_desk]


def _refused(picture: Picture) -> list[str]:
    return [picture.texts.spoken.refused, picture.sentence]


def _out_of_service(picture: Picture) -> list[str]:
    spoken = picture.texts.spoken
    if not _number(picture):
        return [spoken.out_of_service, spoken.help_desk]
    number = _with_number(spoken.number, picture)
    return [spoken.out_of_service, number, spoken.still_valid, spoken.wait]


def _printing(picture: Picture) -> list[str]:
    spoken = picture.texts.spoken
    number = _with_number(spoken.number, picture) if _number(picture) else ""
    return [spoken.printing, number]


def _take(picture: Picture) -> list[str]:
    spoken, choice = picture.texts.spoken, picture.choice
    number = _with_number(spoken.number, picture)
    expected = _expected(choice, picture.texts) if choice else []
    return [spoken.take, number, *expected, spoken.wait]


def _unprinted(picture: Picture) -> list[str]:
    spoken = picture.texts.spoken
    number = _with_number(spoken.number, picture)
    if picture.doubtful:
        return [spoken.doubtful, number, spoken.note]
    return [spoken.not_printed, number, spoken.note, spoken.help_desk]


def _undo(picture: Picture) -> list[str]:
    spoken = picture.texts.spoken
    if picture.giving_back:
        return [_with_number(spoken.undoing, picture)]
    return [_with_number(spoken.undo, picture), spoken.undo_choose]


def _undone(picture: Picture) -> list[str]:
    return [_with_number(picture.texts.spoken.undone, picture)]


def _kept(picture: Picture) -> list[str]:
    spoken = picture.texts.spoken
    kept = _with_number(spoken.kept, picture)
    return [kept, spoken.still_valid, spoken.help_desk]


def _with_number(sentence: str, picture: Picture) -> str:
    return sentence.format(number=_number(picture))


def _number(picture: Picture) -> str:
    return picture.choice.number if picture.choice else ""


_SCREENS: Mapping[Screen, Callable[[Picture], list[str]]] = {
    Screen.CONNECTING: _connecting,
    Screen.HOME: _home,
    Screen.SEARCH: _search,
    Screen.CONFIRM: _confirm,
    Screen.CARD: _card,
    Screen.PAPERS: _papers,
    Screen.PRINTING: _printing,
    Screen.TAKE: _take,
    Screen.UNPRINTED: _unprinted,
    Screen.UNDO: _undo,
    Screen.UNDONE: _undone,
    Screen.KEPT: _kept,
    Screen.LATE: _late,
    Screen.CLOSED: _closing,
    Screen.AWAY: _away,
    Screen.REFUSED: _refused,
    Screen.OUT_OF_SERVICE: _out_of_service,
}
