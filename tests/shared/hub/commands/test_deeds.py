from pathlib import Path

import msgspec
import pytest

from shared.domain.commands import (
    CallTicket,
    CloseService,
    IssueTicket,
    PauseCounter,
    Serve,
    Transfer,
)
from shared.domain.times import MINUTE, day_of
from shared.hub.commands.deeds import main
from shared.store.engine import open_engine
from shared.store.rows import Batch, Entry
from shared.store.store import Store
from shared.wire.codec import event_table
from tests.halls import EIGHT, a_hall, happen
from tests.programs import HUB_CONFIG

DAY = day_of(EIGHT)
DEEDS = [
    (None, "kiosk-1", IssueTicket(service="1", priority=True, reason="ill")),
    ("Lan", "pc-1", CallTicket(number="1001", counter="1", reason="hẹn trước")),
    ("Lan", "pc-1", Serve(number="1001", counter="1")),
    (
        "Lan", "pc-1",
        Transfer(number="1001", counter="1", service="2", note="thiếu bản sao"),
    ),
    ("Hùng", "pc-1", PauseCounter(counter="1", reason="giao ca")),
    ("Hùng", "pc-1", CloseService(service="5", reason="mất\nmạng", counter="1")),
]  # fmt: skip


@pytest.fixture
def told(tmp_path, capsys):
    """Return what the log prints with these words, line by line."""
    address = f"sqlite:///{tmp_path}/records.sqlite"
    store = Store(open_engine(address, Path()), "mau")
    store.take(DAY)
    hall, entries = a_hall(), []
    for place, (clerk, station, command) in enumerate(DEEDS):
        at = EIGHT + place * MINUTE
        for event in happen(hall, command, at):
            text = msgspec.json.encode(event_table(event)).decode()
            entry = Entry(day=DAY, at=at, station=station, event=text, clerk=clerk)
            entries.append(entry)
    store.record(Batch(seq=0, day=DAY, entries=entries))

    def told(*words):
        options = ["--config", str(HUB_CONFIG), "--database", address]
        assert main([*words, *options]) == 0
        return [line.split() for line in capsys.readouterr().out.splitlines()]

    return told


def test_the_log_tells_who_did_what(told):
    header, *lines = told("--day", "2026-01-05")

    assert header == ["TIME", "CLERK", "COUNTER", "ACTION", "NUMBER", "REASON"]
    assert lines == [
        ["08:00:00", "kiosk-1", "issue", "1001"],
        ["08:01:00", "Lan", "1", "call", "1001", "hẹn", "trước"],
        ["08:02:00", "Lan", "1", "serve", "1001"],
        ["08:03:00", "Lan", "1", "transfer", "1001"],
        ["08:04:00", "Hùng", "1", "counter", "paused", "giao", "ca"],
        ["08:05:00", "Hùng", "pc-1", "service", "5", "closed", "mất", "mạng"],
    ]


def test_one_clerks_work_is_told_alone(told):
    _, *lines = told("--day", "2026-01-05", "--clerk", "hùng")

    assert [line[1] for line in lines] == ["Hùng", "Hùng"]


def test_what_became_of_one_number_is_told_alone(told):
    _, *lines = told("--day", "2026-01-05", "--number", "1001")

    assert len(lines) == 4


def test_a_day_on_which_nothing_was_done_is_a_heading_alone(told):
    assert len(told("--day", "2026-01-06")) == 1


def test_settings_that_are_not_there_are_told_in_a_line(tmp_path, capsys):
    code = main(["--config", str(tmp_path / "none.toml")])

    assert (code, capsys.readouterr().err.count("\n")) == (1, 1)
