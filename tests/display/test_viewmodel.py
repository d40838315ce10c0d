import pytest

from display.picture import Screen
from display.viewmodel import DisplayViewModel
from shared.domain.commands import CallNext, Recall
from shared.domain.events import DayStarted
from shared.domain.hall import Hall, evolve
from shared.domain.rules import decide
from shared.domain.times import MINUTE, SECOND, day_of
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import CatchUp, Events
from tests.halls import a_hall


def a_display(link, clock, wording):
    display = DisplayViewModel(link, clock, wording)
    display.news = []
    display.called.connect(display.news.extend)
    return display


@pytest.fixture
def display(link, clock, wording):
    display = a_display(link, clock, wording)
    link.start()
    return display


def told(display):
    return [
        (new.call.number, new.call.counter, new.call.recall, new.late)
        for new in display.news
    ]


def standing_out(display):
    picture = display.picture
    return [c.number for c in (*picture.pane, *picture.rows) if c.stands_out]


def miss(link, clock, *commands):
    """Let things happen while the link is away, and return them."""
    events = []
    for command in commands:
        [event] = decide(link.hall, command, clock.now())
        evolve(link.hall, event)
        events.append(event)
    return events


def test_a_display_begins_with_connecting(qapp, clock, wording, plan):
    link = ScriptedLink(Hall(plan, day_of(clock.now())))
    display = DisplayViewModel(link, clock, wording)

    assert display.picture.screen is Screen.CONNECTING


def test_online_the_display_is_live(display):
    assert display.picture.screen is Screen.LIVE


def test_a_call_is_shown_at_once_and_stands_out(display, link):
    link.obey(CallNext(counter="1"))

    assert standing_out(display) == ["1001"]
    assert told(display) == [("1001", "1", False, False)]


def test_after_five_seconds_a_call_is_calm(display, link, clock):
    link.obey(CallNext(counter="1"))

    clock.advance(4_999)
    display.look_at_the_clock()
    assert standing_out(display) == ["1001"]
    clock.advance(1)
    display.look_at_the_clock()

    assert standing_out(display) == []
    assert [call.number for call in display.picture.pane] == ["1001"]


def test_a_wrong_clock_lets_a_live_call_stand_out_all_the_same(display, link, clock):
    [event] = decide(link.hall, CallNext(counter="1"), clock.now())
    clock.advance(10 * MINUTE)

    link.happen(event)

    assert standing_out(display) == ["1001"]


def test_calls_of_one_frame_are_all_news(display, link, clock):
    events = miss(link, clock, *(CallNext(counter=counter) for counter in "12345678"))

    link.happened.emit(Events(stream="practice/1", first=28, list=tuple(events)))

    assert len(standing_out(display)) == 8
    assert [number for number, *_ in told(display)] == [
        f"{service}001" for service in "12345789"
    ]


def test_a_recall_is_news(display, link, clock):
    link.obey(CallNext(counter="1"))
    clock.advance(30 * SECOND)

    link.obey(Recall(number="1001"))

    assert told(display)[-1] == ("1001", "1", True, False)
    assert standing_out(display) == ["1001"]


def test_a_recall_is_shown_by_every_display(link, clock, wording):
    displays = [a_display(link, clock, wording) for _ in range(3)]
    link.start()
    link.obey(CallNext(counter="1"))
    clock.advance(30 * SECOND)

    link.obey(Recall(number="1001"))

    assert [told(display)[-1] for display in displays] == [
        ("1001", "1", True, False)
    ] * 3


def test_an_event_that_comes_twice_stands_out_once(display, link, clock):
    event = link.obey(CallNext(counter="1"))
    clock.advance(6 * SECOND)
    display.look_at_the_clock()

    link.happened.emit(Events(stream="practice/1", first=28, list=(event,)))

    assert standing_out(display) == []
    assert len(told(display)) == 1


def test_after_a_start_old_calls_are_shown_calm_and_are_no_news(link, clock, wording):
    link.obey(CallNext(counter="1"))
    clock.advance(5 * SECOND)
    display = a_display(link, clock, wording)

    link.start()

    assert [call.number for call in display.picture.pane] == ["1001"]
    assert (standing_out(display), told(display)) == ([], [])


def test_after_a_start_a_call_made_just_now_stands_out_for_its_rest(
    link, clock, wording
):
    link.obey(CallNext(counter="1"))
    clock.advance(3 * SECOND)
    display = a_display(link, clock, wording)
    link.start()
    assert standing_out(display) == ["1001"]

    clock.advance(2 * SECOND)
    display.look_at_the_clock()

    assert standing_out(display) == []


def test_after_a_break_missed_calls_are_late_news_and_calm(display, link, clock):
    link.obey(CallNext(counter="1"))
    link.go_offline()
    events = miss(link, clock, CallNext(counter="2"))
    clock.advance(MINUTE)
    display.look_at_the_clock()

    link.happened.emit(CatchUp(stream="practice/1", first=29, list=tuple(events)))
    link.start()

    assert told(display)[1:] == [("2001", "2", False, True)]
    assert standing_out(display) == []
    assert [call.number for call in display.picture.pane] == ["2001"]


def test_coming_back_does_not_make_a_seen_call_stand_out_longer(display, link, clock):
    link.obey(CallNext(counter="1"))
    clock.advance(4 * SECOND)
    link.go_offline()
    link.start()

    clock.advance(SECOND)
    display.look_at_the_clock()

    assert standing_out(display) == []
    assert len(told(display)) == 1


def test_offline_the_numbers_stay_and_are_marked_old(display, link):
    link.obey(CallNext(counter="1"))

    link.go_offline()

    assert display.picture.screen is Screen.OFFLINE
    assert not display.picture.live
    assert [call.number for call in display.picture.pane] == ["1001"]


def test_a_new_day_begins_with_an_empty_pane(display, link, clock):
    link.obey(CallNext(counter="1"))

    link.happen(DayStarted(day=day_of(clock.now() + 24 * 60 * MINUTE), at=clock.now()))

    assert (display.picture.pane, display.picture.rows) == ((), ())


def test_the_minute_changes_by_itself(display, clock, qtbot):
    with qtbot.waitSignal(display.picture_changed):
        clock.advance(MINUTE)

    assert display.picture.time == "08:01"


def test_nothing_is_told_when_nothing_changes(display, qtbot):
    with qtbot.assertNotEmitted(display.picture_changed):
        display.look_at_the_clock()


def test_out_of_service_stays_until_the_program_starts_anew(display, link):
    display.go_out_of_service()
    link.obey(CallNext(counter="1"))

    assert display.picture.screen is Screen.OUT_OF_SERVICE


def test_the_staff_see_that_nothing_is_heard(display, link):
    display.mark_soundless(True)
    link.obey(CallNext(counter="1"))
    assert display.picture.soundless

    display.mark_soundless(False)

    assert not display.picture.soundless


def test_a_display_that_may_not_come_in_says_so_in_words(clock, wording, qapp):
    link = ScriptedLink(a_hall())
    words = {"token_unknown": "mã không đúng"}
    display = DisplayViewModel(link, clock, wording, barring=words)

    link.go_offline(barred="token_unknown")
    told = display.picture.barred
    link.come_online()

    assert told == "mã không đúng"
    assert display.picture.barred == ""
