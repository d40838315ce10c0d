"""Puts a counter together: its link, what it decides, its windows and its bell."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from counter.chime import Chime
from counter.desk import Desk
from counter.hand import Hand
from counter.hotkeys import Hotkey
from counter.paper import DeskPrinting
from counter.places import Places
from counter.practice import PretendHall
from counter.procedures import procedures_of
from counter.settings import CitizenSettings, CounterSettings
from counter.slip import NewNumber, slip_of, slip_words_of
from counter.texts import Texts
from counter.viewmodel import DOUBLE_PRESS_MILLISECONDS, CounterViewModel
from counter.views.bar import CompactBar
from counter.views.citizen import CitizenWindow
from counter.views.window import USUAL_SIZE, CounterWindow
from counter.witness import Witness
from printer.settings import PrinterSettings
from shared.clock import Clock
from shared.domain.plan import Plan
from shared.domain.times import at_clock, day_of
from shared.qt.app import draw, end_on_signals, guard, start_app
from shared.qt.barred import words_in
from shared.qt.collecting import collect_here
from shared.qt.figures import Figures, Orders
from shared.qt.hublink import HubLink
from shared.qt.link import Link
from shared.qt.station import Simulation, clock_of, hubs_of, simulation_of
from shared.qt.watchdog import keep_watched

if TYPE_CHECKING:
    from printer.press import Press

NAME = "motcua-counter"
SOME_MINUTES = 5.0
SMALL = (960, 540)
"""The citizen's screen as a window, where there is no second screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The windows of one counter, and what decides about them."""

    counter: CounterViewModel
    desk: Desk
    citizen: CitizenWindow | None


def run(
    arguments: argparse.Namespace,
    settings: CounterSettings,
    texts: Texts,
    pretend: Plan | None = None,
) -> int:
    """Show the counter until it is closed; with *pretend* on a pretend hall."""
    app = start_app(NAME, scaling=True)
    end_on_signals(app)
    keep_watched(app)
    collect_here(app)
    link = _link(app, arguments, settings, pretend)
    parts = put_together(link, arguments, settings, texts, practice=pretend is not None)
    window, counter = parts.desk.window, parts.counter
    guard(app, window.show_out_of_service)
    # A simulated clerk rings for nobody.
    alarm = settings.alarm
    if simulation_of(arguments) is not None:
        alarm = replace(alarm, sound=False)
    chime = Chime(alarm, parent=app)
    paper = _paper(settings, arguments, parts.counter, link, practice=bool(pretend))
    hotkey = Hotkey(settings.hotkey, parent=app)
    hotkey.pressed.connect(parts.desk.press_main)
    counter.alarmed.connect(chime.ring)
    _watch(app, arguments, settings, parts, link)
    window.resize(*(arguments.size or USUAL_SIZE))
    parts.desk.open()
    if parts.citizen is not None and settings.citizen is not None:
        _open_citizen(parts.citizen, settings.citizen)
    link.start()
    chime.start()
    if paper is not None:
        paper.start()
    code = app.exec()
    counter.leave()
    chime.close()
    hotkey.release()
    if paper is not None:
        paper.stop()
    link.stop()
    if arguments.screens:
        draw(window, arguments.screens / f"{settings.station}.png")
    return code


def put_together(
    link: Link,
    arguments: argparse.Namespace,
    settings: CounterSettings,
    texts: Texts,
    *,
    practice: bool = False,
) -> Parts:
    """Return the parts of a counter, connected with each other and with *link*."""
    citizen = settings.citizen
    counter = CounterViewModel(
        link,
        clock_of(arguments),
        texts,
        counter=settings.counter,
        language=settings.language,
        barring=words_in(settings.texts[settings.language]),
        double_press_ms=_double_press(simulation_of(arguments)),
        procedures=procedures_of(settings.procedures),
        alarm_minutes=settings.alarm.minutes,
        desk_printer=settings.printer is not None and not practice,
        rating_seconds=citizen.rating_seconds if citizen and citizen.rating else 0,
    )
    window = CounterWindow(texts, emblem=settings.emblem, practice=practice)
    bar = CompactBar(texts, practice=practice)
    desk = Desk(window, bar, Places(_places_file(settings)), parent=window)
    screen = CitizenWindow() if citizen is not None else None
    wire(counter, desk, screen)
    return Parts(counter=counter, desk=desk, citizen=screen)


def wire(
    counter: CounterViewModel, desk: Desk, citizen: CitizenWindow | None = None
) -> None:
    """Connect what the clerk and the citizen do with what decides about it."""
    desk.pressed.connect(counter.press)
    counter.picture_changed.connect(desk.show_picture)
    counter.alarmed.connect(desk.alert)
    panel = desk.window.panel
    panel.chosen.connect(counter.choose)
    panel.counted.connect(counter.count)
    panel.moved.connect(counter.move)
    panel.typed.connect(counter.type)
    panel.left.connect(counter.go_back)
    desk.show_picture(counter.picture)
    log_in = counter.log_in
    log_in.page_changed.connect(desk.show_log_in)
    desk.window.logged_in.connect(log_in.log_in)
    desk.window.hand_over_wanted.connect(log_in.hand_over)
    if citizen is not None:
        reception = counter.reception
        reception.picture_changed.connect(citizen.show_citizen)
        citizen.rated.connect(reception.rate)
        citizen.show_citizen(reception.picture)


def _link(
    app: QObject,
    arguments: argparse.Namespace,
    settings: CounterSettings,
    pretend: Plan | None,
) -> Link:
    if pretend is None:
        return HubLink(
            hubs_of(arguments, settings.hub),
            "counter",
            settings.station,
            token=settings.token,
            office=settings.office,
            authority=settings.authority,
            clock=clock_of(arguments),
        )
    hall = PretendHall(pretend, clock_of(arguments), settings.counter, parent=app)
    hall.start()
    return hall.link


def _paper(
    settings: CounterSettings,
    arguments: argparse.Namespace,
    counter: CounterViewModel,
    link: Link,
    *,
    practice: bool,
) -> DeskPrinting | None:
    """Return what prints at the desk, if there is a printer; never in practice."""
    if settings.printer is None or settings.records is None or practice:
        return None
    folder, clock = settings.records / settings.station, clock_of(arguments)
    paper = DeskPrinting(partial(_press, settings.printer, folder, clock))
    words = slip_words_of(settings.texts["vi"])

    def hand_over(id_: str, number: NewNumber) -> None:
        if link.hall is not None:
            paper.print(id_, slip_of(number, link.hall.plan, words))

    counter.slip_wanted.connect(hand_over)
    paper.told.connect(counter.slip_told)
    return paper


def _press(printer: PrinterSettings, records: Path, clock: Clock) -> "Press":
    # Half a second of imports: in the thread of the printer, not before a picture.
    from printer.press import press_of  # noqa: PLC0415

    def day_began() -> int:
        return at_clock(day_of(clock.now()), time())

    return press_of([printer], records, clock.now, day_began)


def _watch(
    app: QApplication,
    arguments: argparse.Namespace,
    settings: CounterSettings,
    parts: Parts,
    link: Link,
) -> None:
    """Tell what happens, obey orders from outside, and let a hand do the work."""
    counter, window = parts.counter, parts.desk.window
    figures = Figures.to_stdout(wanted=arguments.figures)
    witness = Witness(figures, settings.counter, parent=app)
    window.painted.connect(witness.see)
    counter.happened.connect(witness.note)
    counter.refused.connect(witness.note_refusal)
    orders = Orders(app)
    orders.leave.connect(app.quit)
    simulation = simulation_of(arguments)
    if simulation is None:
        orders.rest.connect(witness.rest)
    else:
        hand = Hand(
            window,
            simulation,
            service_minutes=lambda: _service_minutes(link, settings.counter),
            busy=lambda: counter.busy,
            parent=app,
        )
        counter.picture_changed.connect(hand.look)
        orders.rest.connect(hand.rest)
        hand.rested.connect(witness.rest)
    if arguments.figures:
        orders.listen(sys.stdin)


def _open_citizen(window: CitizenWindow, settings: CitizenSettings) -> None:
    """Show the citizen's screen on its monitor, or as a window without one."""
    screen = _second(QGuiApplication.screens(), settings.screen)
    if screen is None or QGuiApplication.platformName() == "offscreen":
        window.resize(*SMALL)
        window.show()
        return
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    screen.geometryChanged.connect(window.setGeometry)
    window.showFullScreen()


def _second(screens: Sequence[QScreen], wanted: int) -> QScreen | None:
    return screens[wanted] if wanted < len(screens) else None


def _places_file(settings: CounterSettings) -> Path | None:
    if settings.records is None:
        return None
    return settings.records / settings.station / "windows.ini"


def _service_minutes(link: Link, counter: str) -> float:
    """Return how long whoever is at *counter* is expected to take."""
    hall = link.hall
    ticket = hall.at_counter(counter) if hall else None
    if hall is None or ticket is None:
        return SOME_MINUTES
    return hall.plan.service_by_id[ticket.service].minutes


def _double_press(simulation: Simulation | None) -> int:
    """Return how close two presses must be to be one; a fast clock's hand is fast."""
    if simulation is None:
        return DOUBLE_PRESS_MILLISECONDS
    return int(DOUBLE_PRESS_MILLISECONDS / max(1.0, simulation.speed))
