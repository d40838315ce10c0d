"""The clerk's screen at one counter: who is there, who waits, what comes next."""

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from counter.login import pages
from counter.procedures import procedures_of
from counter.program import NAME, run
from counter.scenes import NOW, bars, citizens, pictures
from counter.settings import CounterSettings
from counter.slip import slip_words_of
from counter.texts import Texts
from counter.views.bar import CompactBar
from counter.views.citizen import CitizenWindow
from counter.views.window import USUAL_SIZE, CounterWindow
from shared import log
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.qt.app import draw, start_app
from shared.qt.barred import words_in
from shared.qt.practice import always_open
from shared.qt.station import parser

CITIZEN_SIZE = (1280, 800)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the counter until it is stopped, or draw its pictures."""
    options = parser(NAME, __doc__, "config/counter.toml")
    options.add_argument(
        "--counter", type=_counter, metavar="N", help="the number above the desk"
    )
    options.add_argument(
        "--practice",
        action="store_true",
        help="learn on a pretend hall, without a hub",
    )
    arguments = options.parse_args(argv)
    try:
        settings = _settings(arguments)
        texts = {
            language: load(path, Texts, section="counter")
            for language, path in settings.texts.items()
        }
        procedures_of(settings.procedures)
        words_in(settings.texts[settings.language])
        if arguments.check:
            return 0
        if settings.printer is not None:
            slip_words_of(settings.texts["vi"])
        office = arguments.config.parent / "office.toml"
        if arguments.pictures:
            plan = always_open(load(office, Plan))
            return draw_pictures(arguments, settings, texts, plan)
        pretend = load(office, Plan) if arguments.practice else None
    except ConfigError as error:
        options.exit(2, f"{NAME}: {error}\n")
    log.start(settings.log)
    return run(arguments, settings, texts[settings.language], pretend)


def draw_pictures(
    arguments: argparse.Namespace,
    settings: CounterSettings,
    texts: Mapping[str, Texts],
    plan: Plan,
) -> int:
    """Leave a picture of each state in a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    start_app(NAME, scaling=True)
    folder: Path = arguments.pictures
    for name, language, picture in pictures(plan, texts):
        window = CounterWindow(
            texts[language], emblem=settings.emblem, practice=name == "practice"
        )
        window.resize(*(arguments.size or USUAL_SIZE))
        if picture is None:
            window.show_out_of_service()
        else:
            window.show_picture(picture)
        window.show()
        draw(window, folder / f"{name}.png")
    for name, page in pages(texts[settings.language], NOW):
        window = CounterWindow(texts[settings.language], emblem=settings.emblem)
        window.resize(*(arguments.size or USUAL_SIZE))
        window.show_log_in(page)
        window.show()
        draw(window, folder / f"{name}.png")
    for name, language, picture in bars(plan, texts):
        bar = CompactBar(texts[language])
        bar.show_picture(picture)
        bar.show()
        draw(bar, folder / f"bar-{name}.png")
    for name, shown in citizens(plan, texts[settings.language]):
        screen = CitizenWindow()
        screen.resize(*CITIZEN_SIZE)
        screen.show_citizen(shown)
        draw(screen, folder / f"citizen-{name}.png")
    return 0


def _settings(arguments: argparse.Namespace) -> CounterSettings:
    settings = load(arguments.config, CounterSettings)
    if arguments.counter is None:
        return settings
    number = arguments.counter
    return replace(settings, counter=number, station=f"counter-{number}")


def _counter(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no counter from 1 to 99")
    return text


if __name__ == "__main__":
    sys.exit(main())
