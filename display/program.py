"""The display on the wall: shows who is called, and to which counter.

Its voice is tried out with other words: see `motcua-display say --help` and
`motcua-display voice --help`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from display.announcer import Announcer
from display.scenes import scenes
from display.settings import DisplaySettings
from display.sound_settings import NO_SOUND
from display.texts import Wording, wording_of
from display.viewmodel import DisplayViewModel
from display.views.window import DisplayWindow
from display.witness import Witness
from shared import log
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.qt.app import draw, end_on_signals, guard, start_app
from shared.qt.barred import words_in
from shared.qt.figures import Figures, Orders
from shared.qt.link import HubLink
from shared.qt.loudspeaker import Loudspeaker
from shared.qt.practice import always_open
from shared.qt.station import clock_of, parser, real_time
from shared.qt.watchdog import keep_watched
from shared.sound.outputs import opener_of

NAME = "motcua-display"
USUAL_SIZE = (1920, 1080)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the display until it is stopped, or draw its pictures."""
    options = parser(NAME, __doc__, "config/display.toml")
    arguments = options.parse_args(argv)
    try:
        settings = load(arguments.config, DisplaySettings)
        wording = wording_of(settings.languages, settings.texts)
        if arguments.check:
            return 0
        if arguments.pictures:
            plan = always_open(load(arguments.config.parent / "office.toml", Plan))
            return draw_pictures(arguments, settings, wording, plan)
    except ConfigError as error:
        options.exit(2, f"{NAME}: {error}\n")
    log.start(settings.log)
    return run(arguments, settings, wording)


def run(
    arguments: argparse.Namespace, settings: DisplaySettings, wording: Wording
) -> int:
    """Put the display together and show it until it is stopped."""
    app = start_app(NAME)
    end_on_signals(app)
    keep_watched(app)
    link = HubLink(
        arguments.hub or settings.hub,
        "display",
        settings.station,
        token=settings.token,
        authority=settings.authority,
        clock=clock_of(arguments),
    )
    barring = words_in(settings.texts[settings.languages[0]])
    display = DisplayViewModel(link, clock_of(arguments), wording, barring=barring)
    announcer = _announcer(link, arguments, settings)
    window = _window(settings, wording)
    witness = Witness(Figures.to_stdout(wanted=arguments.figures))
    display.called.connect(witness.expect)
    display.picture_changed.connect(window.show_picture)
    display.called.connect(announcer.hear)
    announcer.soundless_changed.connect(display.mark_soundless)
    announcer.spoken.connect(witness.hear)
    window.painted.connect(witness.see)
    window.settled.connect(witness.settle)
    orders = Orders(app)
    orders.rest.connect(witness.rest)
    orders.leave.connect(app.quit)
    if arguments.figures:
        orders.listen(sys.stdin)
    guard(app, display.go_out_of_service)
    window.show_picture(display.picture)
    fullscreen = settings.fullscreen and not arguments.windowed
    _open(window, arguments, screen=settings.screen if fullscreen else None)
    link.start()
    announcer.start()
    code = app.exec()
    link.stop()
    announcer.close()
    if arguments.screens:
        draw(window, arguments.screens / f"{settings.station}.png")
    return code


def _announcer(
    link: HubLink, arguments: argparse.Namespace, settings: DisplaySettings
) -> Announcer:
    """Return the voice of the display; nobody can speak as fast as a simulation."""
    sound = settings.sound if real_time(arguments) else NO_SOUND
    loudspeaker = Loudspeaker(opener_of(sound.output, sound.side))
    return Announcer(link, clock_of(arguments), loudspeaker, sound)


def draw_pictures(
    arguments: argparse.Namespace,
    settings: DisplaySettings,
    wording: Wording,
    plan: Plan,
) -> int:
    """Leave a picture of each state in a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    start_app(NAME)
    folder: Path = arguments.pictures
    for scene in scenes(plan, wording):
        window = _window(settings, wording)
        window.resize(*(arguments.size or USUAL_SIZE))
        window.show_picture(scene.picture)
        draw(window, folder / f"{scene.name}.png")
    return 0


def _window(settings: DisplaySettings, wording: Wording) -> DisplayWindow:
    return DisplayWindow(
        wording,
        ticker=settings.ticker,
        viewing_metres=settings.viewing_metres,
        panel_inches=settings.panel_inches,
    )


def _open(
    window: DisplayWindow, arguments: argparse.Namespace, *, screen: int | None
) -> None:
    """Show the window: on the whole of a screen, or as one among others."""
    window.resize(*(arguments.size or USUAL_SIZE))
    if screen is None or QGuiApplication.platformName() == "offscreen":
        window.show()
        return
    window.setWindowFlags(
        Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
    )
    window.setCursor(Qt.CursorShape.BlankCursor)
    screens = QGuiApplication.screens()
    panel = screens[min(screen, len(screens) - 1)]
    panel.geometryChanged.connect(window.setGeometry)
    window.setScreen(panel)
    window.setGeometry(panel.geometry())
    window.showFullScreen()
