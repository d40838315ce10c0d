from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from display.boards import BY_MEDIA, IN_THE_PANE
from display.picture import Screen
from display.scope import Scope, Show
from display.viewmodel import GRACE, DisplayViewModel
from shared.clock import ManualClock
from shared.domain.commands import CallNext, Finish, IssueTicket, Recall, Serve
from shared.domain.events import DayStarted
from shared.domain.hall import Hall, evolve
from shared.domain.rules import decide
from shared.domain.times import MINUTE, SECOND, day_of
from shared.qt.practice import PracticeLink
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import CatchUp, Events
from tests.halls import EIGHT, a_hall


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
    [board] = display.picture.boards
    return [c.number for c in (*board.pane, *board.rows) if c.stands_out]


def in_the_pane(display):
    [board] = display.picture.boards
    return [call.number for call in board.pane]


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
    assert in_the_pane(display) == ["1001"]


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

    assert in_the_pane(display) == ["1001"]
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
    assert in_the_pane(display) == ["2001"]


def test_coming_back_does_not_make_a_seen_call_stand_out_longer(display, link, clock):
    link.obey(CallNext(counter="1"))
    clock.advance(4 * SECOND)
    link.go_offline()
    link.start()

    clock.advance(SECOND)
    display.look_at_the_clock()

    assert standing_out(display) == []
    assert len(told(display)) == 1


def test_offline_the_numbers_stay_and_are_marked_old(display, link, clock):
    link.obey(CallNext(counter="1"))

    link.go_offline()
    clock.advance(GRACE)
    display.look_at_the_clock()

    assert display.picture.screen is Screen.OFFLINE
    assert not display.picture.live
    assert in_the_pane(display) == ["1001"]


def test_a_link_that_is_back_within_its_grace_changes_nothing(display, link, clock):
    link.obey(CallNext(counter="1"))
    before = display.picture

    link.go_offline()
    clock.advance(GRACE - 1)
    display.look_at_the_clock()
    link.start()

    assert display.picture == before


def test_the_grace_counts_from_the_hubs_last_word(plan, clock, wording, qapp):
    link = ScriptedLink(Hall(plan, day_of(clock.now())))
    display = DisplayViewModel(link, clock, wording)
    link.come_online()
    link.happen(DayStarted(day=day_of(clock.now()), at=clock.now()))

    link.go_offline(silent_for=GRACE)

    assert display.picture.screen is Screen.OFFLINE


def test_the_grace_ends_by_itself(display, link, clock, qtbot):
    link.go_offline()

    with qtbot.waitSignal(display.picture_changed):
        clock.advance(GRACE)

    assert display.picture.screen is Screen.OFFLINE


def test_a_clock_set_back_leaves_nothing_live_or_standing_out(display, link, clock):
    link.obey(CallNext(counter="1"))
    link.go_offline()

    clock.advance(-60 * MINUTE)
    display.look_at_the_clock()

    assert display.picture.screen is Screen.OFFLINE
    assert standing_out(display) == []


def test_a_wrong_clock_gives_way_to_the_hubs_time(display, link, clock):
    [event] = decide(link.hall, CallNext(counter="1"), clock.now() + 2 * MINUTE)
    clock.advance(-3 * 60 * MINUTE)

    link.happen(event)

    assert display.picture.time == "08:02"
    assert display.picture.boards[0].waiting[1].minutes == 2


def test_a_display_of_a_zone_tells_of_its_own_calls_only(link, clock, wording):
    display = DisplayViewModel(
        link, clock, wording, scope=Scope(show=Show.ZONE, zones=("4",))
    )
    display.news = []
    display.called.connect(display.news.extend)
    link.start()

    for counter in "17":
        link.obey(CallNext(counter=counter))

    assert told(display) == [("8001", "7", False, False)]


def standing_out_anywhere(picture):
    boards = picture.boards
    calls = [call for board in boards for call in (*board.pane, *board.rows)]
    return [call.number for call in calls if call.stands_out]


# Eight counters call 64 numbers within some ten seconds, at any moments of them.
@given(
    waits=st.lists(st.sampled_from([0, 100, 200, 300]), min_size=64, max_size=64),
    scope=st.sampled_from([Scope(), Scope(show=Show.ZONES)]),
    in_the_pane=st.sampled_from([BY_MEDIA, IN_THE_PANE]),
)
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_each_of_64_calls_stands_out_for_five_seconds(
    plan, wording, waits, scope, in_the_pane
):
    clock, seen, called = ManualClock(EIGHT), defaultdict(list), {}
    link = PracticeLink(a_hall(plan=plan), clock)
    display = DisplayViewModel(
        link, clock, wording, scope=scope, in_the_pane=in_the_pane
    )
    link.start()

    for place, wait in enumerate([*waits, 6 * SECOND]):
        if place < 64:
            counter = plan.counters[place % 8]
            link.obey(IssueTicket(service=counter.serves[0]))
            number = link.obey(CallNext(counter=counter.id)).ticket.number
            called[number] = clock.now()
            link.obey(Serve(number=number))
            link.obey(Finish(number=number))
        for _ in range(wait // 100):
            for number in standing_out_anywhere(display.picture):
                seen[number].append(clock.now())
            clock.advance(100)
            display.look_at_the_clock()

    assert len(called) == 64
    assert seen == {
        number: list(range(at, at + 5 * SECOND, 100)) for number, at in called.items()
    }


def test_a_new_day_begins_with_an_empty_pane(display, link, clock):
    link.obey(CallNext(counter="1"))

    link.happen(DayStarted(day=day_of(clock.now() + 24 * 60 * MINUTE), at=clock.now()))

    [board] = display.picture.boards
    assert (board.pane, board.rows) == ((), ())


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
