"""What the command lines of kiosk, counter and display have in common."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from shared.clock import Clock, OfficeClock, SystemClock
from shared.wire.hubs import Hubs, addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """A hand that touches this station's real widgets."""

    seed: int
    speed: float
    """How many times faster than the machine's the office's time runs."""


def parser(prog: str, description: str | None, config: str) -> argparse.ArgumentParser:
    """Return a parser that knows the options of every station."""
    result = argparse.ArgumentParser(prog=prog, description=description)
    add = result.add_argument
    add("--config", type=Path, default=Path(config), help="the settings, a TOML file")
    add("--check", action="store_true", help="read the settings only, then end")
    add(
        "--hub",
        metavar="URL",
        action="append",
        help="the hub, instead of the one in the settings; several times for several",
    )
    add("--clock", type=_clock, help=argparse.SUPPRESS)
    add("--pictures", type=Path, metavar="DIR", help="draw every state, then end")
    add("--size", type=_size, metavar="WxH", help="the size of the pictures")
    add("--windowed", action="store_true", help="a window instead of the full screen")
    add("--figures", action="store_true", help="JSON lines of what happens, on stdout")
    add("--simulate", type=int, metavar="SEED", help="let a hand touch the widgets")
    add(
        "--screens", type=Path, metavar="DIR", help="leave a picture of the last screen"
    )
    return result


def hubs_of(arguments: argparse.Namespace, hubs: Hubs) -> tuple[str, ...]:
    """Return the addresses of the command line, or those of the settings' *hubs*."""
    return tuple(arguments.hub or addresses(hubs))


def clock_of(arguments: argparse.Namespace) -> Clock:
    """Return the clock the command line asks for."""
    clock: Clock | None = arguments.clock
    return clock or SystemClock()


def real_time(arguments: argparse.Namespace) -> bool:
    """Return whether the clock runs as fast as the machine's."""
    clock = arguments.clock
    return clock is None or clock.speed == 1.0


def simulation_of(arguments: argparse.Namespace) -> Simulation | None:
    """Return the simulation the command line asks for, if any."""
    if arguments.simulate is None:
        return None
    clock = arguments.clock
    speed = clock.speed if isinstance(clock, OfficeClock) else 1.0
    return Simulation(seed=arguments.simulate, speed=speed)


def _clock(text: str) -> OfficeClock:
    return OfficeClock.read(text)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) and int(height)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size like 1080x1920")
    return int(width), int(height)
