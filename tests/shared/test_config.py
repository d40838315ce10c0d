from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import msgspec
import pytest

from shared.config import ConfigError, load
from shared.domain.plan import Plan

CONFIG = Path(__file__).parents[2] / "config"


@dataclass(frozen=True, kw_only=True)
class Desk:
    name: str
    legs: int = 4


@dataclass(frozen=True, kw_only=True)
class Room:
    desks: tuple[Desk, ...]
    picture: Path = Path("none.png")
    lamp: Desk = field(default_factory=lambda: Desk(name="lamp"))

    def __post_init__(self):
        if not self.desks:
            raise ValueError("a room has a desk")


def written(folder, text):
    path = folder / "room.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_its_dataclass(tmp_path):
    path = written(tmp_path, 'picture = "a.png"\n[[desks]]\nname = "Quầy"\n')

    room = load(path, Room)

    assert room == Room(desks=(Desk(name="Quầy"),), picture=tmp_path / "a.png")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("desks = 3", "desks"),
        ("[[desks]]\nname = 1", "desks[0].name"),
        ("[[desks]]\nname = 'a'\nlegz = 3", "unknown key `desks[0].legz`"),
        ("[lamp]\ncolour = 'red'\n[[desks]]\nname = 'a'", "`lamp.colour`"),
        ("[[desks]]\nlegs = 3", "missing required field `name`"),
        ("desks = []", "a room has a desk"),
        ("desks = [", "is not TOML"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_reason(tmp_path, text, reason):
    path = written(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        load(path, Room)

    assert str(path) in str(caught.value)
    assert reason in str(caught.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match="No such file"):
        load(tmp_path / "gone.toml", Room)


def test_a_program_that_was_started_elsewhere_says_what_to_do():
    with pytest.raises(ConfigError, match="start the program in its own folder"):
        load(Path("no such folder/hub.toml"), Room)


def test_a_table_of_a_file_can_be_read_alone(tmp_path):
    path = written(tmp_path, "[front]\nname = 'a'\n[back]\nname = 'b'\n")

    assert load(path, Desk, section="back").name == "b"
    with pytest.raises(ConfigError, match="attic"):
        load(path, Desk, section="attic")


def test_the_office_we_ship_has_five_zones_nine_services_and_eight_counters():
    plan = load(CONFIG / "office.toml", Plan)

    sizes = (len(plan.zones), len(plan.services), len(plan.counters))
    assert sizes == (5, 9, 8)
    assert all(service.name["en"] for service in plan.services)


def test_the_second_preset_is_an_office_too():
    plan = load(CONFIG / "presets" / "by-field.toml", Plan)

    assert [zone.id for zone in plan.zones] == ["1", "2", "3", "4", "5"]
    assert plan.service_by_id["3"].zone == "2"


def test_the_hours_we_suggest_can_be_switched_on(tmp_path):
    text = (CONFIG / "office.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    begin = lines.index("# [hours]")
    end = next(n for n, line in enumerate(lines) if line.startswith("# early"))
    for number in range(begin, end + 1):
        lines[number] = lines[number].removeprefix("# ")
    path = written(tmp_path, "\n".join(lines))

    hours = load(path, Plan).hours

    assert [session.id for session in hours.sessions] == [
        "morning", "afternoon", "saturday",
    ]  # fmt: skip
    assert hours.holidays[0].day.isoformat() == "2027-01-01"


def test_a_value_can_be_changed_for_once(tmp_path):
    path = written(tmp_path, "[[desks]]\nname = 'a'")

    room = load(path, Room, changes={"lamp.name": "floor", "lamp.legs": "3"})

    assert room.lamp == Desk(name="floor", legs=3)


def test_a_pattern_that_a_value_does_not_fit_is_told_as_it_is(tmp_path):
    @dataclass
    class Guarded:
        pin: Annotated[str, msgspec.Meta(pattern="^a$")]

    path = tmp_path / "x.toml"
    path.write_text("pin = 'b'")

    with pytest.raises(ConfigError) as error:
        load(path, Guarded)

    assert "'^a$'" in error.value.reason
    assert "`pin`" in error.value.reason
