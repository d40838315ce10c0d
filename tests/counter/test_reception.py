import pytest

from counter.citizen import Show
from counter.viewmodel import CounterViewModel
from shared.domain.commands import (
    Rate,
    Serve,
)
from shared.domain.ticket import Action
from shared.qt.scripted import ScriptedLink
from tests.counter.builders import VI, a_hall
from tests.counter.presses import CALL, FINISH, ONE, OPEN, SERVE, obey, press


@pytest.fixture
def asking(clock, watch, qapp):
    """Return a counter whose citizen is asked for a minute, and its link."""
    link = ScriptedLink(a_hall(ONE, ONE, CALL, SERVE))
    model = CounterViewModel(
        link, clock, VI, counter="1", watch=watch, rating_seconds=60
    )
    link.come_online()
    return model, link


def finish(model, watch, link):
    press(model, watch, Action.FINISH)
    obey(link, FINISH)


def test_the_citizens_answer_goes_to_the_hub_once(asking, watch):
    model, link = asking
    finish(model, watch, link)

    model.reception.rate(4)
    model.reception.rate(1)

    rates = [each for each in link.asked if isinstance(each, Rate)]
    assert rates == [Rate(number="1001", level=4, counter="1")]
    assert model.reception.picture.show is Show.THANKS


def test_who_does_not_answer_in_a_minute_is_not_asked_any_more(asking, watch, clock):
    model, link = asking
    finish(model, watch, link)
    assert model.reception.picture.show is Show.RATING

    clock.advance(60_000)
    model.look_at_clock()
    model.reception.rate(4)

    assert model.reception.picture.show is Show.FREE
    assert not [each for each in link.asked if isinstance(each, Rate)]


def test_when_the_next_work_begins_the_last_citizen_has_gone(asking, watch):
    model, link = asking
    finish(model, watch, link)
    press(model, watch)
    obey(link, CALL)
    assert model.reception.picture.next_call == "Mời công dân có số 1002"

    press(model, watch)
    obey(link, Serve(number="1002", counter="1"))

    assert model.reception.picture.show is Show.SERVING


def test_a_question_to_the_citizen_does_not_hold_the_clerk_up(asking, watch):
    model, link = asking
    finish(model, watch, link)

    model.reception.rate(5)

    assert not model.busy
    assert model.picture.main.enabled


def test_an_office_without_a_second_screen_asks_nobody(desk, watch):
    model, link = desk(OPEN, ONE, CALL, SERVE)

    finish(model, watch, link)

    assert model.reception.picture.show is Show.FREE
