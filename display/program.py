"""The display on the wall: shows who is called, and to which counter.

Its voice is tried out with other words: see `motcua-display say --help` and
`motcua-display voice --help`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from display.announcer import Announcer
from display.boards import BY_MEDIA, IN_THE_PANE
from display.places import Keeper
from display.scenes import layouts, scenes
from display.settings import DisplaySettings
from display.sound_settings import NO_SOUND
from display.texts import Wording, wording_of
from display.viewmodel import DisplayViewModel
from display.views.media import MediaPane
from display.views.reading import Reader
from display.views.window import DisplayWindow
from display.witness import Witness
from shared import log
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.qt.album import Album
from shared.qt.app import draw, end_on_signals, guard, start_app
from shared.qt.barred import words_in
from shared.qt.collecting import collect_here
from shared.qt.figures import Figures, Orders
from shared.qt.hublink import HubLink
from shared.qt.ink import Ink
from shared.qt.loudspeaker import Loudspeaker
from shared.qt.practice import always_open
from shared.qt.station import clock_of, hubs_of, parser, real_time
from shared.qt.theme import BACKGROUND, NAVY_700, Weight
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
        words_in(settings.texts[settings.languages[0]])
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
    collect_here(app)
    link = HubLink(
        hubs_of(arguments, settings.hub),
        "display",
        settings.station,
        token=settings.token,
        office=settings.office,
        authority=settings.authority,
        clock=clock_of(arguments),
    )
    barring = words_in(settings.texts[settings.languages[0]])
    album = Album(settings.media.folder) if settings.media.folder else None
    in_the_pane = BY_MEDIA if album is not None else IN_THE_PANE
    display = DisplayViewModel(
        link,
        clock_of(arguments),
        wording,
        barring=barring,
        scope=settings.layout,
        in_the_pane=in_the_pane,
    )
    announcer = _announcer(link, arguments, settings)
    window = _window(settings, wording, media=album is not None)
    if album is not None and window.media is not None:
        window.media.follow(album)
    witness = Witness(Figures.to_stdout(wanted=arguments.figures))
    display.called.connect(witness.expect)
    display.picture_changed.connect(window.show_picture)
    display.called.connect(announcer.hear)
    announcer.soundless_changed.connect(display.mark_soundless)
    announcer.spoken.connect(witness.hear)
    window.painted.connect(witness.see)
    window.settled.connect(witness.settle)
    window.settled.connect(Reader(window, in_the_pane=in_the_pane).look)
    orders = Orders(app)
    orders.rest.connect(witness.rest)
    orders.leave.connect(app.quit)
    if arguments.figures:
        orders.listen(sys.stdin)
    guard(app, display.go_out_of_service)
    window.show_picture(display.picture)
    fullscreen = settings.fullscreen and not arguments.windowed
    fullscreen = fullscreen and QGuiApplication.platformName() != "offscreen"
    _open(window, arguments, screen=settings.screen if fullscreen else None)
    link.start()
    announcer.start()
    code = app.exec()
    link.stop()
    announcer.close()
    if album is not None:
        album.stop()
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
    size = arguments.size or USUAL_SIZE
    for layout, scope in layouts(plan).items():
        media = layout == "media"
        in_the_pane = BY_MEDIA if media else IN_THE_PANE
        for scene in scenes(plan, wording, scope, in_the_pane=in_the_pane):
            window = _window(settings, wording, media=media)
            window.resize(*size)
            if window.media is not None:
                window.media.show_next(_sample(wording))
            window.show_picture(scene.picture)
            draw(window, folder / f"{layout}-{scene.name}.png")
    return 0


def _window(
    settings: DisplaySettings, wording: Wording, *, media: bool
) -> DisplayWindow:
    of = settings.media
    return DisplayWindow(
        wording,
        ticker=settings.ticker,
        viewing_metres=settings.viewing_metres,
        panel_inches=settings.panel_inches,
        media=MediaPane(each_seconds=of.each_seconds, fade=of.fade) if media else None,
    )


def _sample(wording: Wording) -> QImage:
    """Return what stands in for an office's picture."""
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    image.fill(BACKGROUND)
    with QPainter(image) as painter:
        ink = Ink(painter, 1.0, [])
        box = QRectF(image.rect()).adjusted(60, 60, -60, -60)
        ink.paragraph(box, wording.texts.welcome, 120, NAVY_700, weight=Weight.Bold)
    return image


def _open(
    window: DisplayWindow, arguments: argparse.Namespace, *, screen: int | None
) -> None:
    """Show the window: on the whole of a screen, or as one among others."""
    window.resize(*(arguments.size or USUAL_SIZE))
    app = QGuiApplication.instance()
    if screen is None or not isinstance(app, QGuiApplication):
        window.show()
        return
    Keeper(window, screen).follow(app)
