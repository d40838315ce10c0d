"""A country of small offices: their settings, and the two hubs that share them."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import copy

from shared.clock import SystemClock
from shared.config import load
from shared.domain.plan import Plan
from shared.domain.times import day_of
from shared.hub.plans import read_plans
from shared.hub.settings import HubSettings
from tests.bench.office import Hub, Place
from tests.programs import ROOT

HALVES = ("a", "b")
"""The offices of a half have ids such as ``a-007``, and a hub that should have them."""

ALL = "*"
"""Stands for a hub that should have all."""

OFFICE = """id = "{id}"
name = {{ vi = "UBND xã {id}" }}
unit = {{ vi = "Trung tâm Phục vụ hành chính công" }}
[[counters]]
id = "1"
zone = "3"
serves = ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
"""


def write_city(place: Place, offices: int) -> list[str]:
    """Write the settings of so many offices, and of hubs for them; return their ids."""
    ids = [f"{HALVES[n % 2]}-{n // 2:03}" for n in range(offices)]
    folder = place.folder / f"offices-{offices}"
    folder.mkdir(exist_ok=True)
    copy(ROOT / "config" / "offices" / "common.toml", folder)
    for id_ in ids:
        text = OFFICE.format(id=id_)
        (folder / f"{id_}.toml").write_text(text, encoding="utf-8")
    for half in (*HALVES, ALL):
        lines = (
            f'offices = "{folder.name}"',
            f'first = ["{half.rstrip(ALL)}*"]',
            'database = "sqlite://"',
            "port = 0",
        )
        settings_of(place, offices, half).write_text("\n".join(lines))
    return ids


def settings_of(place: Place, offices: int, half: str) -> Path:
    """Return the settings of the hub that should have a *half* of so many offices."""
    name = "all" if half == ALL else half
    return place.folder / f"hub-{offices}-{name}.toml"


def plans_of(place: Place, offices: int) -> Mapping[str, Plan]:
    """Return the plans of so many offices, as they hold today."""
    plans = read_plans(load(settings_of(place, offices, HALVES[0]), HubSettings))
    today = day_of(SystemClock().now())
    return {id_: plans.on(id_, today) for id_ in plans}


@contextmanager
def two_hubs(place: Place, database: str, offices: int) -> Iterator[list[Hub]]:
    """Start a hub for each half at the same time, and stop both in the end."""
    start = partial(Hub, place, database)
    with ThreadPoolExecutor() as pool:
        settings = [settings_of(place, offices, half) for half in HALVES]
        hubs = [*pool.map(start, settings)]
    try:
        yield hubs
    finally:
        for hub in hubs:
            hub.stop()
