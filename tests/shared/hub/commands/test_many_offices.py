"""The commands of a hub whose settings name a folder of offices."""

from io import StringIO
from pathlib import Path

import pytest

from shared.clock import SystemClock
from shared.domain.times import day_of
from shared.hub import enrol
from shared.hub.commands import check, clerk, clock, deeds, restore
from shared.hub.known import Known
from shared.store.backups import Backups
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.shared.hub.folders import OWN, OWN_B, a_folder

TODAY = day_of(SystemClock().now())


class Desk:
    """A technician at the hub's own machine."""

    def __init__(self, folder, capsys):
        self._capsys = capsys
        a_folder(folder, a=OWN, b=OWN_B)
        self.path = folder / "records.sqlite"
        text = f"offices = 'offices'\ndatabase = 'sqlite:///{self.path}'\n"
        (folder / "hub.toml").write_text(text, encoding="utf-8")
        self.options = ["--config", str(folder / "hub.toml")]
        self.engine = open_engine(f"sqlite:///{self.path}", Path())

    def store(self, office):
        store = Store(self.engine, office)
        store.prepare(TODAY)
        return store

    def say(self, command, *words, **more):
        """Return the exit code and what was printed."""
        code = command.main([*map(str, words), *self.options], **more)
        told = self._capsys.readouterr()
        return code, told.out + told.err


@pytest.fixture
def desk(tmp_path, capsys):
    desk = Desk(tmp_path, capsys)
    yield desk
    desk.engine.dispose()


def test_a_station_and_a_clerk_belong_to_the_office_that_is_named(desk):
    add = ("add", "kiosk-1", "--role", "kiosk", "--office", "xa-b")
    code, told = desk.say(enrol, *add)
    lan = ("add", "Lan", "--office", "xa-b")
    joined, _ = desk.say(clerk, *lan, source=StringIO("194837\n"))

    assert (code, joined) == (0, 0), told
    assert [each.name for each in desk.store("xa-b").stations.all()] == ["kiosk-1"]
    assert [each.name for each in desk.store("xa-b").clerks.all()] == ["Lan"]
    assert desk.store("xa-a").stations.all() == desk.store("xa-a").clerks.all() == []


@pytest.mark.parametrize("named", [(), ("--office", "xa-c")])
@pytest.mark.parametrize(
    ("command", "words"), [(enrol, ["list"]), (clerk, ["list"]), (deeds, [])]
)
def test_who_names_no_office_or_a_wrong_one_is_told_which_there_are(
    desk, command, words, named
):
    code, told = desk.say(command, *words, *named)

    [line] = told.splitlines()
    assert code == 1
    assert "xa-a, xa-b" in line
    assert "--office" in line


def test_the_records_of_all_offices_are_checked_and_named(desk):
    for office in ("xa-a", "xa-b"):
        desk.store(office).take(TODAY)
    sound = desk.say(check)
    with desk.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO tickets (office, day, number, service, state, priority,"
            ' issued_at, queued_at, "order", queue, waiting, token, calls, resumes)'
            f" VALUES ('xa-b', '{TODAY}', '1009', '1', 'waiting', 0, 1, 1, 1, '1', 1,"
            " 'x', 0, 0)"
        )
    code, told = desk.say(check)

    assert sound == (0, "sound\n")
    assert code == 1
    assert "xa-b: 1009 is in the records only" in told
    assert "xa-a" not in told


def test_the_clock_is_accepted_for_the_offices_that_doubt_it(desk):
    for office in ("xa-a", "xa-b"):
        desk.store(office).take(TODAY)
    with desk.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO journal (office, seq, day, at, station, event) VALUES"
            f" ('xa-b', 1, '{TODAY}', {SystemClock().now() + 10**9}, '', '{{}}')"
        )
    asked, doubt = desk.say(clock)
    accepted, _ = desk.say(clock, "accept")
    again, told = desk.say(clock)

    assert (asked, accepted, again) == (1, 0, 0)
    assert doubt.startswith("xa-b: ")
    assert "fits" in told


@pytest.mark.parametrize(
    ("named", "above"), [((), ("xa-a", "xa-b")), (("--office", "xa-b"), ("xa-b",))]
)
def test_numbers_on_paper_are_heeded_in_the_offices_meant(desk, named, above):
    for office in ("xa-a", "xa-b"):
        desk.store(office).take(TODAY)
    backup = Backups(desk.path.parent / "b", days=1, weeks=0).make(
        desk.path, SystemClock().now(), lambda: True
    )

    code, told = desk.say(restore, backup, "--numbers-to", "300", *named)

    known = Known(desk.path)
    assert code == 0, told
    assert [o for o in ("xa-a", "xa-b") if known.of(o).given.get("1") == 300] == [
        *above
    ]
