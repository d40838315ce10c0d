"""The questions about hours and machines: kiosk, printer, display, other PCs."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from shared.office.setup.answers import (
    USUAL_HOURS,
    Answers,
    PrinterAnswer,
    Session,
    span_of,
)
from shared.office.setup.programs import FoundPrinter
from shared.office.setup.terminal import Terminal

WITH_SATURDAY: dict[Session, str] = {**USUAL_HOURS, "saturday": "08:00-11:30"}
KINDS = ("usb:", "serial:", "tcp:", "spooler:")


def ask_hours(terminal: Terminal, answers: Answers) -> Answers:
    """Ask when numbers are given."""
    words = terminal.words
    options = [words.hours_usual, words.hours_saturday, words.hours_own]
    options.append(words.hours_always)
    known: list[dict[Session, str] | None] = [USUAL_HOURS, WITH_SATURDAY, None, {}]
    if answers.hours is None:
        options.append(words.hours_keep)
        default = len(options) - 1
    else:
        now = dict(answers.hours)
        default = known.index(now) if now in known else 2
    chosen = terminal.choice(words.hours, options, default)
    if chosen == len(known):
        return answers
    hours = known[chosen]
    return replace(answers, hours=_own(terminal, answers) if hours is None else hours)


def _own(terminal: Terminal, answers: Answers) -> dict[Session, str]:
    words, before = terminal.words, dict(answers.hours or USUAL_HOURS)

    def wrong(answer: str) -> str | None:
        return None if answer == "-" or span_of(answer) else words.hours_wrong

    questions: tuple[tuple[Session, str], ...] = (
        ("morning", words.morning),
        ("afternoon", words.afternoon),
        ("saturday", words.saturday),
    )
    told = {
        session: span_of(terminal.text(question, before.get(session, "-"), wrong))
        for session, question in questions
    }
    return {session: "-".join(span) for session, span in told.items() if span}


def ask_kiosk(terminal: Terminal, answers: Answers) -> Answers:
    """Ask how many kiosks there are, and how large this one's panel is."""
    words, kiosk = terminal.words, answers.kiosk
    here = terminal.yes(words.kiosk_here, default=bool(kiosk.here))
    count = answers.office.kiosks
    kiosks = int(terminal.number(words.kiosks, 1 if count is None else count, 0, 4))
    inches = kiosk.inches or 21.5
    if here:
        inches = terminal.number(words.inches, inches, 7, 100)
    return replace(
        answers,
        kiosk=replace(kiosk, here=here, inches=inches),
        office=replace(answers.office, kiosks=kiosks),
    )


def ask_printer(
    terminal: Terminal, answers: Answers, found: Sequence[FoundPrinter]
) -> Answers:
    """Ask on which printer slips come, offering what was *found*."""
    words, before = terminal.words, answers.printer
    places = [each.printer for each in found]
    options = [_described(terminal, each) for each in found]
    if before.place not in (*places, "", "virtual"):
        places.append(before.place)
        options.append(before.place)
    options += [words.printer_other, words.printer_virtual]
    default = len(options) - 1
    if before.place in places:
        default = places.index(before.place)
    elif found and found[0].state != "silent":
        default = 0
    chosen = terminal.choice(words.printer_which, options, default)
    if chosen == len(options) - 1:
        return replace(answers, printer=replace(before, place="virtual", baud=None))
    if chosen == len(options) - 2:
        place = terminal.text(words.printer_place, "", _wrong_place(terminal))
        return replace(answers, printer=replace(before, place=place, baud=None))
    if chosen >= len(found):
        return answers
    each = found[chosen]
    profile = each.profile or before.profile
    return replace(
        answers,
        printer=PrinterAnswer(
            place=each.printer,
            paper_mm=58 if "58" in each.profile else before.paper_mm,
            profile=profile,
            baud=each.baud,
        ),
    )


def ask_paper(terminal: Terminal, answers: Answers) -> Answers:
    """Ask how wide the paper is."""
    words = terminal.words

    def wrong(answer: str) -> str | None:
        return None if answer in ("58", "80") else words.paper_mm

    mm = terminal.text(words.paper_mm, str(answers.printer.paper_mm or 80), wrong)
    printer = replace(answers.printer, paper_mm=58 if mm == "58" else 80)
    return replace(answers, printer=printer)


def ask_display(terminal: Terminal, answers: Answers) -> Answers:
    """Ask whether the hall's screen hangs on this PC, and as which of its screens."""
    words, display = terminal.words, answers.display
    here = terminal.yes(words.display_here, default=bool(display.here))
    if not here:
        return replace(answers, display=replace(display, here=False))
    # The kiosk has the first one.
    usual = display.screen or (1 if answers.kiosk.here else 0)
    screen = int(terminal.number(words.display_screen, usual, 0, 15))
    inches = terminal.number(words.display_inches, display.inches or 43.0, 10, 200)
    return replace(
        answers, display=replace(display, here=True, screen=screen, inches=inches)
    )


def ask_others(terminal: Terminal, answers: Answers) -> Answers:
    """Ask whether other PCs are to connect."""
    question = terminal.words.others_question
    return replace(
        answers, others=terminal.yes(question, default=answers.others is not False)
    )


def _described(terminal: Terminal, found: FoundPrinter) -> str:
    words = terminal.words
    state = {
        "ready": words.printer_ready,
        "not_ready": words.printer_not_ready.format(words=found.words),
        "unknown": words.printer_unknown,
    }.get(found.state, words.printer_silent)
    return f"{found.printer} {found.model}".strip() + f" – {state}"


def _wrong_place(terminal: Terminal) -> Callable[[str], str | None]:
    def wrong(answer: str) -> str | None:
        fits = answer.startswith(KINDS) and not answer.endswith(":")
        return None if fits or answer == "virtual" else terminal.words.printer_wrong

    return wrong
