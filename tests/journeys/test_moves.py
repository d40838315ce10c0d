"""A service goes to another office over night, and comes back the night after."""

import json
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from counter.screen import screen_of
from counter.situation import Situation
from counter.texts import Texts as CounterTexts
from display.picture import Screen as Wall
from display.picture import picture_of as wall_of
from display.settings import DisplaySettings
from display.texts import wording_of
from kiosk.picture import Screen, Visit
from kiosk.showing import picture_of
from kiosk.texts import texts_of
from shared.clock import ManualClock
from shared.config import load
from shared.domain.moves import Move
from shared.domain.times import HOUR, day_of
from shared.wire.session import Session
from tests.halls import EIGHT, SERVICES, a_plan
from tests.programs import ROOT
from tests.shared.hub.conftest import Office, a_hub, listening_at

MONDAY = day_of(EIGHT)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
NIGHT = 24 * HOUR
*OTHERS, TRADE = SERVICES
COMES = a_plan(
    id="xa-b",
    name={"vi": "UBND XÃ B"},
    services=(*OTHERS, replace(TRADE, since=TUESDAY)),
)
MOVES = (
    Move(origin="mau", target="xa-b", since=TUESDAY, service="5"),
    Move(origin="xa-b", target="mau", since=WEDNESDAY, service="5"),
)
"""There and back."""
CONFIG = ROOT / "config"
KIOSK = texts_of({"vi": CONFIG / "texts.vi.toml"})["vi"]
COUNTER = load(CONFIG / "texts.vi.toml", CounterTexts, section="counter")
WALL = wording_of(("vi",), load(CONFIG / "display.toml", DisplaySettings).texts)


class Watching:
    """A station that hears what its hub says, and knows the hall from it."""

    def __init__(self, station, role):
        self._station = station
        self._session = Session(role, role)
        self._take(station.welcome)

    @property
    def hall(self):
        return self._session.hall

    async def wish(self, id_, **about):
        """Return the answer to the wish for a number of service 5."""
        await self._station.say(type="issue", id=id_, service="5", **about)
        while (frame := self._take(await self._station.hear()))["type"] not in (
            "done", "refused",
        ):  # fmt: skip
            pass
        return frame

    async def sees(self, day):
        """Hear on until the whole hall of *day* has come."""
        while self._snapshot_of != day:
            self._take(await self._station.hear())

    def _take(self, frame):
        self._session.receive(json.dumps(frame))
        if frame["type"] == "snapshot":
            self._snapshot_of = self.hall.day
        return frame


class Both:
    """Two offices on one hub, the clock of which goes on by hand."""

    def __init__(self, clock, stations):
        self.clock = clock
        self.kiosk, self.counter, self.wall, self.other = stations

    async def sleep_over(self, day):
        """Let the next day come, and everybody hear of it; return both answers."""
        self.clock.advance(NIGHT)
        answers = [
            await each.wish(f"{day} {office}")
            for office, each in (("mau", self.kiosk), ("xa-b", self.other))
        ]
        for station in (self.kiosk, self.counter, self.wall, self.other):
            await station.sees(day)
        return [answer.get("code", answer["type"]) for answer in answers]


@asynccontextmanager
async def both_offices(engine):
    clock = ManualClock(EIGHT)
    hub = a_hub(engine, a_plan(), COMES, moves=MOVES, clock=clock)
    for office in ("mau", "xa-b"):
        await hub.serve(office)
    async with listening_at(hub) as door, AsyncExitStack() as stack:
        here = Office(clock, None, door.url)

        async def station(office, role):
            says = here.station(role, role, office=office)
            return Watching(await stack.enter_async_context(says), role)

        stations = [await station("mau", r) for r in ("kiosk", "counter", "display")]
        yield Both(clock, [*stations, await station("xa-b", "kiosk")])


@pytest.fixture
async def both(engine):
    async with both_offices(engine) as both:
        yield both


async def test_the_day_decides_which_office_gives_numbers(both):
    assert (await both.kiosk.wish("1"))["ticket"]["number"] == "5001"
    assert (await both.other.wish("1"))["code"] == "unknown_service"

    assert await both.sleep_over(TUESDAY) == ["service_elsewhere", "done"]
    assert await both.sleep_over(WEDNESDAY) == ["done", "service_elsewhere"]


async def test_kiosk_counter_and_display_show_the_plan_of_the_day(both):
    seen = [shown(both)]
    for day in (TUESDAY, WEDNESDAY):
        await both.sleep_over(day)
        seen.append(shown(both))

    there = ("Không còn làm tại đây", "Quầy 5", ["Hộ tịch", "Chứng thực"])
    here = ("", "Quầy 5 · Kinh tế", ["Hộ tịch", "Chứng thực", "Kinh tế"])
    assert seen == [here, there, here]


def shown(both):
    """Return the kiosk's card of service 5, the counter's title, the wall's rows."""
    now = both.clock.now()
    home = picture_of(
        both.kiosk.hall, screen=Screen.HOME, now=now,
        texts=KIOSK, visit=Visit(language="vi"),
    )  # fmt: skip
    [card] = [c for board in home.boards for c in board.cards if c.service == "5"]
    desk = screen_of(both.counter.hall, Situation(counter="5", now=now), COUNTER)
    wall = wall_of(both.wall.hall, screen=Wall.LIVE, now=now, wording=WALL)
    rows = [row.service for board in wall.boards for row in board.waiting]
    return card.shut, desk.header.title, rows
