"""Leads a technician through the hidden corner: the PIN first, then the page."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.pin import Gate
from kiosk.technician import (
    AFTER_A_SECOND_TOUCH,
    Machine,
    Order,
    PinPicture,
    StaffPage,
    Trial,
    pin_picture,
    staff_page,
)
from kiosk.texts import Texts
from printer.state import PressState
from shared.clock import Clock
from shared.qt.link import Link

log = logging.getLogger(__name__)

LONGEST_PIN = 12
REFRESH_MILLISECONDS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What stays the same about this kiosk while it runs."""

    station: str
    hub: str
    """Where its hub may be, for whoever mends that."""

    scanner_port: str = ""
    pin: str = ""
    """The hash of the PIN; without one the corner only says how to set it."""

    barring: Mapping[str, str] = field(default_factory=dict)
    """The words for each code of `shared.qt.barred`."""

    version: Callable[[], str] = str
    log_lines: Callable[[], tuple[str, ...]] = tuple
    """Called while the page is open, and only then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPatience:
    """After so many seconds without a touch it closes by itself."""

    pin: float = 30.0
    page: float = 180.0


class Staff(QObject):
    """Decides what the technician sees, and passes on what is wanted.

    Signals:
        picture_changed: Another `PinPicture` or `StaffPage` is to be shown, or None.
        test_wanted: A test slip is to be printed.
        new_roll_told: There is a new roll in the printers.
        restart_wanted: The program is to begin anew.
        leave_wanted: The program is to end.
    """

    picture_changed = Signal(object)
    test_wanted = Signal()
    new_roll_told = Signal()
    restart_wanted = Signal()
    leave_wanted = Signal()

    def __init__(
        self,
        link: Link,
        clock: Clock,
        texts: Texts,
        post: Post,
        *,
        patience: StaffPatience | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._texts = texts
        self._post = post
        self._patience = patience or StaffPatience()
        self._gate = Gate(post.pin)
        self._typed = ""
        self._wrong: int | None = None
        self._touched: Order | None = None
        self._trial: Trial | None = None
        self._press: PressState | None = None
        self._scanner: str | None = None
        self.picture: PinPicture | StaffPage | None = None
        self._leaving = QTimer(self, singleShot=True)
        self._leaving.timeout.connect(self.close)
        self._ticking = QTimer(self, interval=REFRESH_MILLISECONDS)
        self._ticking.timeout.connect(self._refresh)

    @property
    def is_open(self) -> bool:
        """Whether a technician is there, or somebody who would like to be one."""
        return self.picture is not None

    @Slot()
    def open(self) -> None:
        """Somebody tapped the corner often enough."""
        if self.picture is None:
            log.info("somebody is at the hidden corner")
            self._typed, self._wrong = "", None
            self._show(self._pad())
            self._ticking.start()

    @Slot()
    def close(self) -> None:
        """Nobody is there any more."""
        self._typed, self._wrong, self._touched = "", None, None
        self._trial = None
        self._leaving.stop()
        self._ticking.stop()
        self._show(None)

    @Slot(str)
    def type(self, digit: str) -> None:
        """A digit of the PIN was touched."""
        if self._takes_digits() and len(self._typed) < LONGEST_PIN:
            self._typed, self._wrong = self._typed + digit, None
            self._show(self._pad())

    @Slot()
    def rub_out(self) -> None:
        """The last digit was wrong."""
        if self._takes_digits():
            self._typed = self._typed[:-1]
            self._show(self._pad())

    @Slot()
    def enter(self) -> None:
        """The PIN is complete."""
        if not self._takes_digits() or not self._typed:
            return
        typed, self._typed = self._typed, ""
        if self._gate.lets_in(typed, self._clock.now()):
            self._wrong = None
            self._show(self._page())
        else:
            self._wrong = self._gate.tries_left
            self._show(self._pad())

    @Slot(str)
    def obey(self, order: str) -> None:
        """A technician touched what stands on the page."""
        if not isinstance(self.picture, StaffPage):
            return
        wanted = Order(order)
        sure = wanted not in AFTER_A_SECOND_TOUCH or self._touched is wanted
        self._touched = None if sure else wanted
        if sure:
            self._do(wanted)
        self._show(self._page())

    @Slot(object)
    def take_state(self, state: PressState) -> None:
        """The printing is as *state* says."""
        self._press = state
        self._refresh()

    @Slot(object)
    def take_scanner(self, state: str | None) -> None:
        """The scanner for cards is `ready`, `away`, or not wanted."""
        self._scanner = state
        self._refresh()

    @Slot(tuple)
    def take_trial(self, told: tuple[str, ...]) -> None:
        """A test print has ended; *told* is what each printer said."""
        if self._trial is not None:
            self._trial = Trial(at=self._clock.now(), told=told)
            self._refresh()

    @Slot()
    def notice_touch(self) -> None:
        """Somebody is there."""
        if self.picture is not None:
            self._count_down()

    def _do(self, order: Order) -> None:
        log.info("a technician wants: %s", order.value)
        match order:
            case Order.PRINT_TEST:
                if self._trial is None or self._trial.told is not None:
                    self._trial = Trial(at=self._clock.now())
                    self.test_wanted.emit()
            case Order.NEW_ROLL:
                self.new_roll_told.emit()
            case Order.RESTART:
                self.restart_wanted.emit()
            case Order.LEAVE:
                self.leave_wanted.emit()

    def _takes_digits(self) -> bool:
        pad = self.picture
        return isinstance(pad, PinPicture) and pad.pad and not self._seconds_locked()

    def _seconds_locked(self) -> int:
        return self._gate.seconds_locked(self._clock.now())

    def _pad(self) -> PinPicture:
        return pin_picture(
            self._texts.staff,
            has_pin=self._gate.has_pin,
            digits=len(self._typed),
            wrong=self._wrong,
            seconds_locked=self._seconds_locked(),
        )

    def _page(self) -> StaffPage:
        press = self._press
        machine = Machine(
            station=self._post.station,
            version=self._post.version(),
            hub=(self._link.online and self._link.address) or self._post.hub,
            online=self._link.online,
            hub_waits=self._link.hub_waits,
            barred=self._post.barring.get(self._link.barred, self._link.barred),
            printers=None if press is None else press.printers,
            scanner=self._scanner,
            scanner_port=self._post.scanner_port,
            unprinted=() if press is None else press.unprinted,
            test=self._trial,
            log=self._post.log_lines(),
        )
        return staff_page(
            machine, self._texts.staff, self._texts.printers, touched=self._touched
        )

    def _show(self, picture: PinPicture | StaffPage | None) -> None:
        if picture is not None:
            self._count_down()
        self._change(picture)

    def _change(self, picture: PinPicture | StaffPage | None) -> None:
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    def _count_down(self) -> None:
        page = isinstance(self.picture, StaffPage)
        seconds = self._patience.page if page else self._patience.pin
        self._leaving.start(round(1_000 * seconds))

    @Slot()
    def _refresh(self) -> None:
        """Show what has changed by itself; that is no touch."""
        if isinstance(self.picture, StaffPage):
            self._change(self._page())
        elif self.picture is not None:
            if self._wrong is not None and self._gate.tries_left != self._wrong:
                self._wrong = None
            self._change(self._pad())
