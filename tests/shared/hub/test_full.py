"""A disk without room: SQLite that may not grow, and a server that says so."""

from queue import Queue

from sqlalchemy import event

from shared.clock import ManualClock
from shared.domain.commands import IssueTicket
from shared.hub.exchange import Reset, Wish
from shared.hub.notices import Board
from shared.hub.room import MEGABYTE, Room
from shared.hub.writer import Writer
from shared.store.store import Store
from shared.wire.codec import unpack_down
from shared.wire.messages import Ask
from tests.halls import EIGHT, a_plan

NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END
$$ LANGUAGE plpgsql
"""


class Disk:
    """The disk under an engine, with room or without."""

    def __init__(self, engine):
        self._engine = engine
        self._connections = []
        self._pages = 0
        event.listen(engine, "checkout", self._measure)

    def fill(self):
        if self._engine.dialect.name == "sqlite":
            self._pages = 1
        else:
            guard = "BEFORE INSERT ON {0} EXECUTE FUNCTION no_room()"
            self._change(
                NO_ROOM,
                *(
                    f"CREATE TRIGGER no_room {guard}".format(each)
                    for each in ("journal", "answers")
                ),
            )

    def free(self):
        if self._engine.dialect.name == "sqlite":
            self._pages = 2**30
        else:
            self._change("DROP FUNCTION no_room CASCADE")

    def _change(self, *statements):
        with self._engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def _measure(self, connection, *_):
        if self._pages:
            connection.execute(f"PRAGMA max_page_count = {self._pages}")


class Desk:
    """A writer whose wishes are long, so that they need room."""

    def __init__(self, engine, **options):
        self.board = Board()
        self.answers, self.resets = Queue(), []
        clock = ManualClock(EIGHT)
        self.writer = Writer(
            Store(engine, "mau"), a_plan(), clock, lambda: None,
            board=self.board, **options,
        )  # fmt: skip
        self.writer.start(self._deliver)

    def ask(self, id_):
        ask = Ask(id=id_, command=IssueTicket(service="1"))
        self.writer.submit(Wish(station="k", ask=ask, reply=self.answers.put))
        return unpack_down(self.answers.get(timeout=5))

    def ask_until_refused(self):
        """Ask on while there is room in pages that were begun."""
        place = 0
        while not hasattr(answer := self.ask(f"more {place}"), "code"):
            place += 1
        return place, answer

    @property
    def notices(self):
        return [notice.code for notice in self.board.all().list]

    def _deliver(self, news):
        if isinstance(news, Reset):
            self.resets.append(news)
            return
        for reply, text in news.answers:
            reply(text)


def test_wishes_are_refused_and_it_goes_on_by_itself_when_there_is_room(engine):
    disk, desk = Disk(engine), Desk(engine)

    disk.fill()
    given, refused = desk.ask_until_refused()
    told = desk.notices
    desk.writer.let_time_pass()
    hall = desk.writer.books.kept()
    disk.free()
    done = desk.ask("after")
    desk.writer.stop()

    assert (refused.code, told) == ("disk_full", ["disk_full"])
    assert len(hall.tickets) == given
    assert done.ticket.number == f"1{given + 1:03d}"
    assert (desk.notices, desk.resets) == ([], [])


def test_what_was_kept_back_finishes_the_day(engine):
    disk = Disk(engine)
    freed = []

    def make_room():
        freed.append(True)
        disk.free()
        return len(freed) == 1

    desk = Desk(engine, make_room=make_room)
    disk.fill()
    numbers = [desk.ask(str(place)).ticket.number for place in range(300)]
    desk.writer.stop()

    assert numbers == [f"1{place:03d}" for place in range(1, 301)]
    assert (freed, desk.notices) == ([True], [])


class Place:
    def __init__(self, folder, **sizes):
        self.path = folder / "records.sqlite"
        self.board = Board()
        self.room = Room(self.path, ManualClock(EIGHT), self.board, **sizes)
        self.reserve = folder / "records.sqlite.reserve"


def test_a_reserve_is_laid_up_given_back_and_laid_up_again(tmp_path):
    place = Place(tmp_path, reserve=9 * MEGABYTE, low=0)

    place.room.look()
    size = place.reserve.stat().st_size
    made = (place.room.make(), place.reserve.exists(), place.room.make())
    place.room.look()

    assert size >= 9 * MEGABYTE
    assert made == (True, False, False)
    assert place.reserve.exists()
    assert place.board.all().list == ()


def test_little_room_is_told_and_no_reserve_takes_the_last_of_it(tmp_path, caplog):
    place = Place(tmp_path, reserve=MEGABYTE, low=2**60)

    place.room.look()
    place.room.look()

    [notice] = place.board.all().list
    assert caplog.text.count("on the disk of the records") == 1
    assert (notice.code, notice.parts["megabytes"] % 100) == ("disk_low", 0)
    assert not place.reserve.exists()
