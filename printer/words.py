"""What a technician can type to a virtual printer, one order a line."""

from collections.abc import Callable

from printer.virtual import VirtualPrinter

# Each fault, and other words that end it.
FAULTS = {
    "paper-out": "paper-in",
    "near-end": "",
    "cover-open": "cover-close",
    "cutter": "",
    "mute": "",
    "hang": "",
    "garbage": "",
    "unplug": "plug",
}
ENDS = {word: fault for fault, word in FAULTS.items() if word}
POWER = "power-cycle"
DEAD_SECONDS = 3.0
LONGEST_SECONDS = 600.0
HELP = f"""\
{"  ".join(FAULTS)}
    begin a fault; the same word and "off" ends it
{", ".join(f"{word} = {fault} off" for word, fault in ENDS.items())}
{POWER} [SECONDS]
    no power for that long ({DEAD_SECONDS:g}); what was in the buffer is lost
at N rows ORDER
    do it when N more rows have been printed (8 rows are 1 mm)
clear     end all faults
state     say what is wrong
help      say this"""


class NotUnderstood(Exception):
    """What was typed is no order."""

    def __init__(self, line: str, reason: str) -> None:
        super().__init__(f"{line}: {reason}")


class Words:
    """Obeys what is typed to a virtual printer."""

    def __init__(self, printer: VirtualPrinter, clock: Callable[[], float]) -> None:
        """Obey for *printer*; *clock* tells its milliseconds."""
        self._printer = printer
        self._clock = clock

    def obey(self, line: str) -> str:
        """Do what *line* says and return what there is to say, mostly nothing.

        Raises:
            NotUnderstood: *line* is no order.
        """
        match line.split():
            case ["help"]:
                return HELP
            case ["state"]:
                return ", ".join(self._printer.wrong) or "nothing is wrong"
            case ["at", rows, "rows", *more]:
                self._order(line)()
                return f"after {rows} more rows: {' '.join(more)}"
            case _:
                self._order(line)()
                return ""

    def _order(self, line: str) -> Callable[[], None]:
        match line.split():
            case ["at", rows, "rows", *more] if rows.isdecimal() and more:
                order = self._order(" ".join(more))
                return lambda: self._printer.after(int(rows), order)
            case ["at", *_]:
                raise NotUnderstood(line, "say for example: at 200 rows paper-out")
            case ["clear"]:
                return self._clear
            case [word] if word in FAULTS:
                return self._setter(word, wrong=True)
            case [word, "off"] if word in FAULTS:
                return self._setter(word, wrong=False)
            case [word] if word in ENDS:
                return self._setter(ENDS[word], wrong=False)
            case [word, *more] if word == POWER and len(more) <= 1:
                seconds = _seconds(line, more)
                return lambda: self._printer.lose_power(self._clock(), seconds * 1000)
            case _:
                known = ", ".join([*FAULTS, POWER, "at", "clear", "state", "help"])
                raise NotUnderstood(line, f"say one of {known}")

    def _setter(self, fault: str, *, wrong: bool) -> Callable[[], None]:
        return lambda: self._printer.set(**{fault.replace("-", "_"): wrong})

    def _clear(self) -> None:
        self._printer.set(**{name.replace("-", "_"): False for name in FAULTS})


def _seconds(line: str, words: list[str]) -> float:
    try:
        seconds = float(words[0]) if words else DEAD_SECONDS
    except ValueError as error:
        raise NotUnderstood(
            line, "seconds are a number, as in power-cycle 5"
        ) from error
    if not 0 < seconds <= LONGEST_SECONDS:
        raise NotUnderstood(
            line, f"seconds are more than 0, {LONGEST_SECONDS:g} at most"
        )
    return seconds
