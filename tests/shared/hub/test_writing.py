"""Several offices whose wishes one thread keeps."""

from queue import Queue

import pytest

from shared.hub.writing import WriterThread
from tests.shared.hub.desks import OFFICES, Desk, Held, Line


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def desks(engine, line):
    thread = WriterThread(patience=2)
    desks = [Desk(engine, office, line, thread) for office in OFFICES]
    yield desks
    for desk in desks:
        desk.writer.stop()


def test_where_all_offices_are_is_one_question(desks, line):
    line.questions.clear()

    desks[0].writer.let_time_pass()
    for desk in desks:
        desk.news.get(timeout=5)

    assert line.questions == [[*OFFICES]]


def test_a_server_that_has_gone_is_waited_for_once_not_by_each_office(desks, line):
    held = Held()
    desks[0].ask("first", held)
    assert held.here.wait(5)
    line.tries, line.broken = 0, True
    for desk in desks:
        desk.ask("away")
    held.go.set()
    refused = [desk.answer().code for desk in desks]
    tries = line.tries

    line.broken = False
    for desk in desks:
        desk.ask("away")
    done = [desk.answer().ticket.number for desk in desks]

    assert refused == ["not_kept"] * 3
    assert tries == 1 + 2  # a wish of the first office, then two looks
    assert done == ["1002", "1001", "1001"]


def test_when_the_server_is_back_only_who_had_asked_starts_over(desks, line):
    line.broken = True
    desks[0].ask("away")
    desks[0].answer()
    line.broken = False
    for desk in desks:
        desk.news = Queue()

    desks[0].writer.let_time_pass()
    news = [desk.news.get(timeout=5) for desk in desks]

    assert [hasattr(each, "hall") for each in news] == [True, False, False]


def test_an_office_that_ends_is_answered_and_the_others_go_on(desks):
    desks[0].ask("last")
    desks[0].writer.stop()
    desks[0].ask("too late")
    desks[1].ask("1")

    assert desks[0].answer().ticket.number == "1001"
    assert desks[1].answer().ticket.number == "1001"
    assert desks[0].answers.empty()
