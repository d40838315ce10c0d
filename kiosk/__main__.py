"""The kiosk: a citizen touches a service and takes a number."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.backstage import Backstage
from kiosk.cards import cards_of
from kiosk.elsewhere import tell_of_unknown
from kiosk.errands import Errands
from kiosk.hand import Hand
from kiosk.leaving import ended
from kiosk.listening import Listening
from kiosk.patience import Patience
from kiosk.pin import new_line
from kiosk.printing import Printing
from kiosk.procedures import Procedure, procedures_of
from kiosk.reporting import Reporter
from kiosk.scenes import scenes
from kiosk.settings import KioskSettings
from kiosk.staff_scenes import staff_scenes
from kiosk.standby import standby_of
from kiosk.texts import Texts, texts_of
from kiosk.viewmodel import KioskViewModel
from kiosk.views.backroom import Backroom
from kiosk.views.touches import Touches
from kiosk.views.window import KioskWindow
from kiosk.wiring import wire
from kiosk.witness import Witness
from printer.settings import printer_from, profile_of
from shared import log
from shared.clock import Clock
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.domain.times import at_clock, day_of
from shared.qt.app import draw, end_on_signals, guard, start_app
from shared.qt.barred import words_in
from shared.qt.collecting import collect_here
from shared.qt.figures import Figures, Orders
from shared.qt.hublink import HubLink
from shared.qt.practice import always_open
from shared.qt.station import clock_of, hubs_of, parser, simulation_of
from shared.qt.watchdog import keep_watched

if TYPE_CHECKING:
    from printer.press import Press

NAME = "motcua-kiosk"
USUAL_SIZE = (1080, 1920)
SHARE_OF_SCREEN = 0.85


def main(argv: Sequence[str] | None = None) -> int:
    """Run the kiosk until it is stopped, or draw its pictures."""
    options = parser(NAME, __doc__, "config/kiosk.toml")
    options.add_argument(
        "--printer", metavar="KIND:PLACE", help="instead of the one in the settings"
    )
    options.add_argument("--records", type=Path, help=argparse.SUPPRESS)
    options.add_argument(
        "--make-pin", action="store_true", help="ask for a PIN, print its line, end"
    )
    arguments = options.parse_args(argv)
    try:
        if arguments.make_pin:
            print(new_line(getpass))
            return 0
        settings = load(arguments.config, KioskSettings)
        if arguments.printer:
            printer = printer_from(arguments.printer, settings.printer)
            settings = replace(settings, printer=printer)
        if arguments.records:
            settings = replace(settings, records=arguments.records)
        texts = texts_of(settings.texts)
        dots = profile_of(settings.printer).width_dots
        procedures = procedures_of(settings.procedures)
        words_in(settings.texts[settings.language])
        if arguments.check:
            return 0
        if arguments.pictures:
            plan = always_open(load(arguments.config.parent / "office.toml", Plan))
            return draw_pictures(arguments, settings, texts, plan, procedures)
    except (ConfigError, ValueError) as error:
        options.exit(2, f"{NAME}: {error}\n")
    log.start(settings.log)
    return ended(run(arguments, settings, texts, procedures, dots=dots))


def run(
    arguments: argparse.Namespace,
    settings: KioskSettings,
    texts: Mapping[str, Texts],
    procedures: Sequence[Procedure],
    *,
    dots: int,
) -> int:
    """Put the kiosk together and show it until it is stopped."""
    app = start_app(NAME)
    end_on_signals(app)
    keep_watched(app)
    collect_here(app)
    clock = clock_of(arguments)
    link = HubLink(
        hubs_of(arguments, settings.hub),
        "kiosk",
        settings.station,
        token=settings.token,
        office=settings.office,
        authority=settings.authority,
        clock=clock,
    )
    folder = settings.records / settings.station
    standby = standby_of(settings.number, folder, link, clock)
    cards = cards_of(settings.scanner.port, settings.scanner.baud, link)
    kiosk = KioskViewModel(
        link,
        clock,
        texts,
        standby=standby,
        cards=cards,
        languages=settings.languages,
        patience=_patience(settings),
        procedures=procedures,
        dots=dots,
        slip=settings.slip,
        barring=words_in(settings.texts[settings.language]),
    )
    window = _window(arguments, settings)
    printing = Printing(partial(_press, settings, clock))
    wire(kiosk, window, printing)
    errands = Errands(link, texts, dots=dots, slip=settings.slip, parent=window)
    errands.slip_ready.connect(printing.print)
    reporter = Reporter(link, parent=window)
    printing.state_changed.connect(reporter.note_printing)
    kiosk.access.help_changed.connect(reporter.note_help)
    cards.state_changed.connect(reporter.note_scanner)
    if standby is not None:
        standby.unmerged_changed.connect(reporter.note_unmerged)
    listening = Listening(settings.sound, texts, kiosk, reporter)
    hub = ", ".join(hubs_of(arguments, settings.hub))
    backstage = Backstage(window, link, clock, texts, settings, hub=hub)
    backstage.attach(Touches(app, window), printing, app.exit)
    cards.state_changed.connect(backstage.staff.take_scanner)
    kiosk.picture_changed.connect(backstage.resting.take_picture)
    _watch(app, arguments, kiosk, window, printing)
    guard(app, kiosk.go_out_of_service)
    once = Qt.ConnectionType.SingleShotConnection
    window.painted.connect(printing.start, once)
    window.painted.connect(listening.start, once)
    link.came_online.connect(lambda: window.rehearse(kiosk.next_pictures()))
    link.came_online.connect(partial(_compare_names, link, procedures))
    window.show_picture(kiosk.picture)
    _open(window, arguments)
    link.start()
    code = app.exec()
    link.stop()
    cards.stop()
    printing.stop()
    listening.close()
    backstage.detach()
    if arguments.screens:
        draw(window, arguments.screens / f"{settings.station}.png")
    return code


def _compare_names(link: HubLink, procedures: Sequence[Procedure]) -> None:
    if link.hall is not None:
        tell_of_unknown(link.hall.plan, procedures)


def draw_pictures(
    arguments: argparse.Namespace,
    settings: KioskSettings,
    texts: Mapping[str, Texts],
    plan: Plan,
    procedures: Sequence[Procedure],
) -> int:
    """Leave a picture of each state in a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    start_app(NAME)
    folder: Path = arguments.pictures
    for scene in scenes(plan, texts, procedures):
        window = KioskWindow(panel_inches=settings.panel_inches)
        window.resize(*(arguments.size or USUAL_SIZE))
        window.show_picture(scene.picture)
        draw(window, folder / f"{scene.name}.png")
    for name, picture in staff_scenes(texts[settings.language]):
        window = KioskWindow(panel_inches=settings.panel_inches)
        window.resize(*(arguments.size or USUAL_SIZE))
        Backroom(window, settings.panel_inches).show_picture(picture)
        draw(window, folder / f"{name}.png")
    return 0


def _patience(settings: KioskSettings) -> Patience:
    return Patience(
        idle=settings.idle_seconds,
        thanks=settings.thanks_seconds,
        late=settings.late_seconds,
    )


def _press(settings: KioskSettings, clock: Clock) -> "Press":
    # Half a second of imports: in the thread of the printer, not before a picture.
    from printer.press import press_of  # noqa: PLC0415

    def day_began() -> int:
        return at_clock(day_of(clock.now()), time())

    return press_of(
        settings.printers, settings.records / settings.station, clock.now, day_began
    )


def _watch(
    app: QApplication,
    arguments: argparse.Namespace,
    kiosk: KioskViewModel,
    window: KioskWindow,
    printing: Printing,
) -> None:
    """Tell what happens, and obey orders from outside."""
    witness = Witness(Figures.to_stdout(wanted=arguments.figures), parent=app)
    window.painted.connect(witness.see)
    kiosk.agreed.connect(witness.note_touch)
    kiosk.stored.connect(witness.note_number)
    kiosk.refused.connect(witness.note_refusal)
    printing.warm.connect(witness.note_warm_printer)
    printing.moved.connect(witness.note_slip)
    orders = Orders(app)
    # Not `quit`: that asks the window first, and a locked one refuses.
    orders.leave.connect(partial(app.exit, 0))
    simulation = simulation_of(arguments)
    if simulation is None:
        orders.rest.connect(witness.rest)
    else:
        hand = Hand(window, simulation, parent=app)
        printing.warm.connect(hand.begin)
        kiosk.picture_changed.connect(hand.look)
        orders.rest.connect(hand.rest)
        hand.rested.connect(witness.rest)
    if arguments.figures:
        orders.listen(sys.stdin)


def _window(arguments: argparse.Namespace, settings: KioskSettings) -> KioskWindow:
    offscreen = QGuiApplication.platformName() == "offscreen"
    locked = settings.fullscreen and not arguments.windowed and not offscreen
    return KioskWindow(panel_inches=settings.panel_inches, locked=locked)


def _open(window: KioskWindow, arguments: argparse.Namespace) -> None:
    """Show the window: on the whole screen, or as one among others."""
    if window.locked:
        screen = QGuiApplication.primaryScreen()
        screen.geometryChanged.connect(window.setGeometry)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
        return
    window.resize(*(arguments.size or _fitting()))
    window.show()


def _fitting() -> tuple[int, int]:
    """Return a portrait size that the screen has room for."""
    width, height = USUAL_SIZE
    if QGuiApplication.platformName() == "offscreen":
        return width, height
    room = QGuiApplication.primaryScreen().availableSize().height()
    tall = min(height, int(SHARE_OF_SCREEN * room))
    return tall * width // height, tall


if __name__ == "__main__":
    sys.exit(main())
