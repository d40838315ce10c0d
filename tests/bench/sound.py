"""What is heard when counters call: by the real display, from what it has played."""

import asyncio
import json
import re
from array import array
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Any

from display.speech import Announcement, pieces_of, pieces_together
from display.voice.clips import clips_of
from shared.clock import stopwatch
from shared.domain.plan import Plan
from shared.sound.joining import joined
from shared.sound.pieces import text_of
from shared.sound.samples import RATE, Samples, read
from shared.sound.voices import Voice
from tests import programs
from tests.bench.figures import Report, Row, spread
from tests.bench.office import Hub, Place, a_hub
from tests.bench.station import LIMIT_SECONDS, Station, enter

JOIN_MS, CALL_TO_VOICE_MS = 10.0, 150.0
ROUNDS = 20
SECONDS_A_NUMBER = 12
"""More than the longest way to say one takes."""

Spoken = dict[str, Any]
"""What the display told of a sentence: its places, words and time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    counters: int = 3
    rounds: int = 1
    """How many each counter calls; it finishes with one before it calls the next."""

    seconds: float = 1.0
    """In which all of them are called."""


class Wall:
    """A display in a process of its own, whose loudspeaker is a file."""

    def __init__(self, hub: Hub, folder: Path) -> None:
        self.heard = folder / "heard.wav"
        self.spoken: list[Spoken] = []
        self.painted: set[str] = set()
        with (folder / "display.log").open("a") as log:
            self._process = programs.start(
                "display",
                "--config", _settings(folder, self.heard),
                "--hub", hub.url,
                "--figures",
                stderr=log,
            )  # fmt: skip
        self._ready = Event()
        self._reading = Thread(target=self._read)
        self._reading.start()

    def wait_until_ready(self) -> None:
        """Wait until its first picture is there, and its voice a little later."""
        self._ready.wait(LIMIT_SECONDS)
        Event().wait(1.0)

    def stop(self) -> None:
        self._process.terminate()
        self._reading.join()
        self._process.communicate(timeout=20)

    def _read(self) -> None:
        for line in self._process.stdout or ():
            fact = json.loads(line)
            match fact["event"]:
                case "ready":
                    self._ready.set()
                case "painted":
                    self.painted.add(fact["number"])
                case "spoken":
                    self.spoken.append(fact)


@contextmanager
def a_wall(hub: Hub, folder: Path) -> Iterator[Wall]:
    """Start a display of *hub*, and stop it in the end."""
    wall = Wall(hub, folder)
    try:
        wall.wait_until_ready()
        yield wall
    finally:
        wall.stop()


@dataclass(slots=True)
class Calls:
    """What the counters did."""

    made: dict[str, tuple[int, str]] = field(default_factory=dict)
    """When each number was called, by the stopwatch, and to which counter."""

    finished: set[str] = field(default_factory=set)


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Return how soon calls are heard; one that is missing or talked over is wrong."""
    sizes = sizes or Sizes()
    with a_hub(place, place.database("SQLite")) as hub, a_wall(hub, place.folder) as it:
        calls = asyncio.run(_call(hub.url, place.plan, sizes))
        _listen_to_the_end(it, calls.made.keys() - calls.finished)
        wall = it
    sounds = [sound_of(fact) for fact in wall.spoken]
    report = Report(errors=[*flaws(read(wall.heard), sounds), *_wrong(wall, calls)])
    first = wall.spoken[0]
    soon = first["at"] - calls.made[first["places"][0][0]][0]
    heard = sum(len(fact["places"]) for fact in wall.spoken)
    report.rows += [
        _row("three numbers joined to a sentence", _joining_ms(), JOIN_MS),
        _row("call to the first voice", soon, CALL_TO_VOICE_MS),
        Row(
            what=f"sound: {len(calls.made)} calls from {sizes.counters} counters",
            measured=(
                f"{heard} heard in {len(sounds)} sentences, "
                f"{sum(map(len, sounds)) / RATE:.0f} s, "
                f"{len(calls.made) - heard} overtaken"
            ),
        ),
    ]
    return report


def _row(what: str, milliseconds: float, budget: float) -> Row:
    return Row(
        what=f"sound: {what}",
        measured=f"{milliseconds:.2f} ms",
        target=f"{budget:g} ms",
        reached=milliseconds <= budget,
    )


def _wrong(wall: Wall, calls: Calls) -> Iterator[str]:
    """Yield which calls were not heard, heard twice, or not called at all."""
    places = [tuple(place) for fact in wall.spoken for place in fact["places"]]
    said = {number for number, _ in places}
    for number in calls.made.keys() - said - calls.finished:
        yield f"{number} was called and not heard"
    made = {(number, counter) for number, (_, counter) in calls.made.items()}
    for number, counter in set(places) - made:
        yield f"{number} was heard for counter {counter}, and not called there"
    if len(set(places)) != len(places):
        yield "a call was heard twice"
    if wall.painted != set(calls.made):
        yield f"{len(wall.painted)} of {len(calls.made)} calls were painted"


def flaws(heard: Samples, sounds: Sequence[Samples]) -> Iterator[str]:
    """Yield what is wrong with a recording: it must hold *sounds*, and silence."""
    place = 0
    for number, sound in enumerate(sounds, start=1):
        found = _find(heard, sound, place)
        if found < 0:
            yield f"sentence {number} is not heard whole, or over another"
            return
        if any(heard[place:found]):
            yield f"something is heard before sentence {number}"
        place = found + len(sound)
    if any(heard[place:]):
        yield "something is heard after the last sentence"


def sound_of(fact: Spoken) -> Samples:
    """Return what a sentence sounds like that the display told of."""
    asked = [Announcement(number=n, counter=c) for n, c in fact["places"]]
    voice = Voice(fact["voice"])
    alone = len(asked) == 1
    pieces = pieces_of(asked[0], voice) if alone else pieces_together(asked, voice)
    if text_of(pieces) != fact["words"]:
        return array("h", [1])
    return joined(pieces, clips_of(voice))


def _find(heard: Samples, sound: Samples, start: int) -> int:
    """Return where *sound* begins in *heard*, -1 if it does not."""
    all_, part = heard.tobytes(), sound.tobytes()
    place = all_.find(part, 2 * start)
    while place > 0 and place % 2:
        place = all_.find(part, place + 1)
    return place // 2 if place >= 0 else -1


async def _call(url: str, plan: Plan, sizes: Sizes) -> Calls:
    """Let the counters call, as many at once as there are."""
    kiosk = await enter(url, Station("kiosk", "kiosk-1"))
    names = [str(number + 1) for number in range(sizes.counters)]
    desks = [await enter(url, Station("counter", f"counter-{name}")) for name in names]
    for desk, name in zip(desks, names, strict=True):
        await desk.ask("open", counter=name)
    for name in names * sizes.rounds:
        service = plan.counter_by_id[name].serves[0]
        await kiosk.ask("issue", service=service, priority=False)
    calls = Calls()
    at_work: dict[str, str] = {}
    for _ in range(sizes.rounds):
        for desk, name in zip(desks, names, strict=True):
            if name in at_work:
                number = at_work[name]
                await desk.ask("serve", number=number, counter=name)
                await desk.ask("finish", number=number, counter=name)
                calls.finished.add(number)
            began = stopwatch()
            told, _ = await desk.ask("call_next", counter=name)
            assert told.ticket is not None, told
            at_work[name] = told.ticket.number
            calls.made[told.ticket.number] = (began, name)
            await asyncio.sleep(sizes.seconds / (sizes.rounds * sizes.counters))
    for station in (kiosk, *desks):
        station.leave()
    return calls


def _listen_to_the_end(wall: Wall, numbers: Set[str]) -> None:
    """Wait until *numbers* were said, and the last sentence is over."""
    end = perf_counter() + SECONDS_A_NUMBER * (len(numbers) + 1)
    while perf_counter() < end:
        said = {number for fact in wall.spoken for number, _ in fact["places"]}
        if said.issuperset(numbers):
            break
        Event().wait(0.5)
    Event().wait(len(sound_of(wall.spoken[-1])) / RATE + 1.5)


def _joining_ms() -> float:
    clips = clips_of(Voice.NORTH)
    asked = [Announcement(number=f"{n}007", counter=str(n)) for n in (1, 2, 3)]
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        joined(pieces_together(asked, Voice.NORTH), clips)
        times.append(perf_counter() - began)
    return spread(times).p50


def _settings(folder: Path, heard: Path) -> Path:
    """Write the shipped settings, but for the loudspeaker and the repetitions."""
    config = programs.ROOT / "config"
    text = (config / "display.toml").read_text(encoding="utf-8")
    text = re.sub(r'^output = ""', f'output = "file:{heard}"', text, flags=re.MULTILINE)
    text = re.sub(r"^repeats = 1", "repeats = 0", text, flags=re.MULTILINE)
    text = re.sub(r'"(texts\...\.toml)"', rf'"{config}/\1"', text)
    path = folder / "display.toml"
    path.write_text(text, encoding="utf-8")
    return path
