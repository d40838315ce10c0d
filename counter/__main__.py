"""The clerk's screen at one counter: who is there, who waits, what comes next."""

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from counter.hand import Hand
from counter.scenes import pictures
from counter.settings import CounterSettings
from counter.texts import Texts
from counter.viewmodel import DOUBLE_PRESS_MILLISECONDS, CounterViewModel
from counter.views.window import USUAL_SIZE, CounterWindow
from counter.witness import Witness
from shared import log
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.qt.app import draw, end_on_signals, guard, start_app
from shared.qt.barred import words_in
from shared.qt.figures import Figures, Orders
from shared.qt.link import HubLink, Link
from shared.qt.practice import always_open
from shared.qt.station import Simulation, clock_of, parser, simulation_of
from shared.qt.watchdog import keep_watched

NAME = "motcua-counter"
SOME_MINUTES = 5.0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the counter until it is stopped, or draw its pictures."""
    options = parser(NAME, __doc__, "config/counter.toml")
    options.add_argument(
        "--counter", type=_counter, metavar="N", help="the number above the desk"
    )
    arguments = options.parse_args(argv)
    try:
        settings = _settings(arguments)
        texts = {
            language: load(path, Texts, section="counter")
            for language, path in settings.texts.items()
        }
        if arguments.check:
            return 0
        if arguments.pictures:
            plan = always_open(load(arguments.config.parent / "office.toml", Plan))
            return draw_pictures(arguments, settings, texts, plan)
    except ConfigError as error:
        options.exit(2, f"{NAME}: {error}\n")
    log.start(settings.log)
    return run(arguments, settings, texts[settings.language])


def run(arguments: argparse.Namespace, settings: CounterSettings, texts: Texts) -> int:
    """Put the counter together and show it until it is closed."""
    app = start_app(NAME, scaling=True)
    end_on_signals(app)
    keep_watched(app)
    simulation = simulation_of(arguments)
    link = HubLink(
        arguments.hub or settings.hub,
        "counter",
        settings.station,
        token=settings.token,
        authority=settings.authority,
        clock=clock_of(arguments),
    )
    counter = CounterViewModel(
        link,
        clock_of(arguments),
        texts,
        counter=settings.counter,
        language=settings.language,
        barring=words_in(settings.texts[settings.language]),
        double_press_ms=_double_press(simulation),
    )
    window = CounterWindow(texts, emblem=settings.emblem)
    guard(app, window.show_out_of_service)
    window.pressed.connect(counter.press)
    wire_panel(counter, window)
    counter.picture_changed.connect(window.show_picture)
    witness = _witness(app, arguments, counter, window, settings.counter)
    orders = Orders(app)
    orders.leave.connect(app.quit)
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
    window.show_picture(counter.picture)
    window.resize(*(arguments.size or USUAL_SIZE))
    window.show()
    link.start()
    code = app.exec()
    counter.leave()
    link.stop()
    if arguments.screens:
        draw(window, arguments.screens / f"{settings.station}.png")
    return code


def wire_panel(counter: CounterViewModel, window: CounterWindow) -> None:
    """Connect what is asked of the clerk, and what is answered."""
    panel = window.panel
    panel.chosen.connect(counter.choose)
    panel.counted.connect(counter.count)
    panel.moved.connect(counter.move)
    panel.typed.connect(counter.type)
    panel.left.connect(counter.go_back)


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
        window = CounterWindow(texts[language], emblem=settings.emblem)
        window.resize(*(arguments.size or USUAL_SIZE))
        if picture is None:
            window.show_out_of_service()
        else:
            window.show_picture(picture)
        window.show()
        draw(window, folder / f"{name}.png")
    return 0


def _settings(arguments: argparse.Namespace) -> CounterSettings:
    settings = load(arguments.config, CounterSettings)
    if arguments.counter is None:
        return settings
    number = arguments.counter
    return replace(settings, counter=number, station=f"counter-{number}")


def _witness(
    app: QApplication,
    arguments: argparse.Namespace,
    counter: CounterViewModel,
    window: CounterWindow,
    number: str,
) -> Witness:
    figures = Figures.to_stdout(wanted=arguments.figures)
    witness = Witness(figures, number, parent=app)
    window.painted.connect(witness.see)
    counter.happened.connect(witness.note)
    counter.refused.connect(witness.note_refusal)
    return witness


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


def _counter(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no counter from 1 to 99")
    return text


if __name__ == "__main__":
    sys.exit(main())
