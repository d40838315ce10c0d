"""The kiosk: a citizen touches a service and takes a number."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.hand import Hand
from kiosk.printing import Printing, report_of
from kiosk.scenes import scenes
from kiosk.settings import KioskSettings
from kiosk.texts import Texts, texts_of
from kiosk.viewmodel import KioskViewModel, Patience
from kiosk.views.window import KioskWindow
from kiosk.witness import Witness
from printer.settings import printer_from, profile_of
from shared import log
from shared.clock import Clock
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.domain.times import at_clock, day_of
from shared.qt.app import draw, end_on_signals, guard, start_app
from shared.qt.figures import Figures, Orders
from shared.qt.link import HubLink
from shared.qt.practice import always_open
from shared.qt.station import clock_of, parser, simulation_of

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
    arguments = options.parse_args(argv)
    try:
        settings = load(arguments.config, KioskSettings)
        if arguments.printer:
            printer = printer_from(arguments.printer, settings.printer)
            settings = replace(settings, printer=printer)
        if arguments.records:
            settings = replace(settings, records=arguments.records)
        texts = texts_of(settings.texts)
        dots = profile_of(settings.printer).width_dots
        if arguments.pictures:
            plan = always_open(load(arguments.config.parent / "office.toml", Plan))
            return draw_pictures(arguments, settings, texts, plan)
    except (ConfigError, ValueError) as error:
        options.exit(2, f"{NAME}: {error}\n")
    log.start()
    return run(arguments, settings, texts, dots=dots)


def run(
    arguments: argparse.Namespace,
    settings: KioskSettings,
    texts: Mapping[str, Texts],
    *,
    dots: int,
) -> int:
    """Put the kiosk together and show it until it is stopped."""
    app = start_app(NAME)
    end_on_signals(app)
    clock = clock_of(arguments)
    link = HubLink(
        arguments.hub or settings.hub,
        "kiosk",
        settings.station,
        token=settings.token,
    )
    kiosk = KioskViewModel(
        link,
        clock,
        texts,
        languages=(settings.language, settings.second_language),
        patience=_patience(settings),
        dots=dots,
        slip=settings.slip,
    )
    window = _window(arguments, settings)
    printing = Printing(partial(_press, settings, clock))
    wire(kiosk, window, printing)
    printing.state_changed.connect(lambda state: link.report(report_of(state)))
    _watch(app, arguments, kiosk, window, printing)
    guard(app, kiosk.go_out_of_service)
    window.painted.connect(printing.start, Qt.ConnectionType.SingleShotConnection)
    link.came_online.connect(lambda: window.rehearse(kiosk.next_pictures()))
    window.show_picture(kiosk.picture)
    _open(window, arguments)
    link.start()
    code = app.exec()
    link.stop()
    printing.stop()
    if arguments.screens:
        draw(window, arguments.screens / f"{settings.station}.png")
    return code


def wire(kiosk: KioskViewModel, window: KioskWindow, printing: Printing) -> None:
    """Connect what citizens touch, what is decided, and the paper."""
    kiosk.picture_changed.connect(window.show_picture)
    window.touched.connect(kiosk.notice_touch)
    window.header.language_wanted.connect(kiosk.change_language)
    window.home.service_touched.connect(kiosk.choose)
    window.home.priority_touched.connect(kiosk.toggle_priority)
    window.home.collect_touched.connect(kiosk.collect)
    window.confirm.agreed.connect(kiosk.agree)
    window.confirm.back_wanted.connect(kiosk.go_back)
    window.ticket.finished.connect(kiosk.finish)
    window.notice.finished.connect(kiosk.finish)
    window.ticket.again_wanted.connect(kiosk.print_again)
    kiosk.slip_ready.connect(printing.print)
    kiosk.reprint_wanted.connect(printing.reprint)
    kiosk.paper_confirmed.connect(printing.confirm)
    kiosk.left.connect(printing.leave)
    printing.moved.connect(kiosk.slip_moved)


def draw_pictures(
    arguments: argparse.Namespace,
    settings: KioskSettings,
    texts: Mapping[str, Texts],
    plan: Plan,
) -> int:
    """Leave a picture of each state in a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    start_app(NAME)
    folder: Path = arguments.pictures
    for scene in scenes(plan, texts):
        window = KioskWindow(panel_inches=settings.panel_inches)
        window.resize(*(arguments.size or USUAL_SIZE))
        window.show_picture(scene.picture)
        draw(window, folder / f"{scene.name}.png")
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
    orders.leave.connect(app.quit)
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
