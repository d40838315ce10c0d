"""Tries out what a printer can do, for the test print only.

A printer that does not know a question may print it: never ask these between the
tickets of citizens.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from printer.errors import NoReply, Stalled
from printer.escpos import (
    ASK_DONE,
    ASK_ERROR,
    ASK_OFFLINE,
    ASK_PAPER,
    ASK_PROCESS,
    ASK_STATE,
    CLEAR,
    REPORT_CHANGES,
    Page,
)
from printer.ports import Port
from printer.profiles import Profile
from printer.status import (
    Block,
    Done,
    Emptied,
    Listener,
    Reply,
    Report,
    Told,
    status_of,
)

TICK = 0.02
REPLY = 0.5
"""Seconds in which a printer that knows a question has answered it."""

STALL = 3.0
MARGIN = 5.0
TIMES = 5
START = b"\x1b@"
ASK_MODEL = b"\x1dIC"
NO_REPORTS = b"\x1da\x00"
NAME = b"TEST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a printer turned out to be able to do."""

    model: str = ""
    """As the printer calls itself, empty if it does not say."""

    dle: bool = False
    asb: bool = False
    gs_h: bool = False
    gs_r: bool = False
    clear: bool = False
    round_trip_ms: float | None = None
    """From a question to its answer, the middle of five; None if it never answers."""

    @property
    def answers(self) -> bool:
        return self.dle or self.asb or self.gs_h or self.gs_r or self.clear


class Probe:
    """Asks one printer everything."""

    def __init__(self, port: Port, clock: Callable[[], int]) -> None:
        """Ask through *port*; *clock* tells ever-growing milliseconds."""
        self._port = port
        self._clock = clock

    def find(self) -> Found:
        """Return what the printer can do.

        Raises:
            PrinterOffline: It cannot be reached.
            NotReady: It says that it cannot print.
        """
        self._port.read(0)
        if not self._port.answers:
            return Found()
        told = self._ask(ASK_STATE, Told)
        if told:
            self._check()
        # In this order: what is asked of a buffer comes back in turn.
        return Found(
            dle=told is not None,
            clear=self._ask(CLEAR, Emptied) is not None,
            asb=self._ask(START + REPORT_CHANGES, Report) is not None,
            gs_r=self._ask(NO_REPORTS + ASK_DONE, Done) is not None,
            gs_h=self._ask(ASK_PROCESS + NAME, Done) == Done(NAME.decode()),
            model=self._model(),
            round_trip_ms=self._round_trip() if told else None,
        )

    def print(self, leaf: Page, profile: Profile) -> tuple[bool, float]:
        """Print *leaf*; return whether all of it was confirmed, and bytes a second.

        Raises:
            PrinterError: It was not printed, or maybe not wholly.
        """
        began, waiting, listener = self._clock(), list(leaf.answers), Listener()
        self._send(leaf.data, lambda data: _cross_off(waiting, listener.hear(data)))
        taken_at = self._clock()
        end = taken_at + 1000 * (_seconds_for(leaf, profile) + MARGIN)
        while waiting and self._port.answers:
            _cross_off(waiting, listener.hear(self._port.read(TICK)))
            if waiting and self._clock() > end:
                raise NoReply("the test print")
        seconds = max(1, self._clock() - began) / 1000
        return bool(leaf.answers) and not waiting, len(leaf.data) / seconds

    def _check(self) -> None:
        answers = [
            self._ask(question, Told)
            for question in (ASK_STATE, ASK_OFFLINE, ASK_ERROR, ASK_PAPER)
        ]
        bytes_told = [told.byte for told in answers if isinstance(told, Told)]
        if len(bytes_told) == 4 and (fault := status_of(*bytes_told).fault()):
            raise fault

    def _model(self) -> str:
        block = self._ask(ASK_MODEL, Block)
        return block.text.decode("ascii", "replace") if isinstance(block, Block) else ""

    def _round_trip(self) -> float:
        times = []
        for _ in range(TIMES):
            began = self._clock()
            if self._ask(ASK_STATE, Told):
                times.append(self._clock() - began)
        return median(times) if times else REPLY * 1000

    def _ask(self, question: bytes, kind: type[Reply]) -> Reply | None:
        """Return the first answer of *kind* to *question*, None if there is none."""
        listener, heard = Listener(), list[Reply]()
        self._send(question, lambda data: heard.extend(listener.hear(data)))
        end = self._clock() + 1000 * REPLY
        while self._clock() <= end:
            if right := [reply for reply in heard if isinstance(reply, kind)]:
                return right[0]
            heard += listener.hear(self._port.read(TICK))
        return None

    def _send(self, data: bytes, hear: Callable[[bytes], None]) -> None:
        sent, moved_at = 0, self._clock()
        while sent < len(data):
            taken = self._port.write(data[sent:], TICK)
            sent += taken
            if taken:
                moved_at = self._clock()
            elif self._clock() - moved_at > 1000 * STALL:
                raise Stalled(sent, len(data))
            hear(self._port.read(0))


def profile_with(found: Found, base: Profile) -> Profile:
    """Return *base* with the capabilities that were *found*."""
    changes: dict[str, Any] = capabilities(found, base)
    return replace(base, **changes)


def capabilities(found: Found, base: Profile) -> dict[str, object]:
    """Return the keys of a profile that were found to be other than in *base*."""
    confirm = "gs_h" if found.gs_h else "gs_r" if found.gs_r else "none"
    by_itself = "asb" if found.asb else "gs_r" if found.gs_r else "none"
    values: dict[str, object] = {
        "model": found.model or base.model,
        "status": "dle" if found.dle else by_itself,
        "confirm": confirm,
        "clear": "dle_dc4_8" if found.clear else "none",
        "asb": found.asb,
        "bidirectional": found.answers,
    }
    return {key: value for key, value in values.items() if value != getattr(base, key)}


def _cross_off(waiting: list[str], replies: Sequence[Reply]) -> None:
    for reply in replies:
        match reply:
            case Done(name) if waiting and name == waiting[0]:
                waiting.pop(0)
            case Report(status) if fault := status.fault():
                raise fault
            case _:
                pass


def _seconds_for(leaf: Page, profile: Profile) -> float:
    return len(leaf.data) * 10 / profile.baud + (
        leaf.rows / profile.dpi * 25.4 / profile.mm_per_s
    )
