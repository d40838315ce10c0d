import pytest

from display.boards import Waiting
from display.picture import AtDesk, Screen, picture_of, shown_in
from display.scope import Scope, Show
from shared.domain.commands import (
    CallNext,
    CloseCounter,
    Finish,
    IssueTicket,
    MarkNoShow,
    PauseCounter,
    Recall,
    Serve,
)
from shared.domain.hall import Call
from shared.domain.times import MINUTE, SECOND

ZONES = Scope(show=Show.ZONES, zones=("3", "4"))
OVER_ONE = Scope(show=Show.COUNTER, counter="1")


@pytest.fixture
def drawn(link, clock, wording):
    def drawn(scope=None, **more):
        return picture_of(
            link.hall,
            screen=more.pop("screen", Screen.LIVE),
            now=clock.now(),
            wording=wording,
            scope=scope,
            **more,
        )

    return drawn


def numbers(calls):
    return [call.number for call in calls]


def test_a_zone_has_only_its_own(drawn, link):
    for counter in "157":
        link.obey(CallNext(counter=counter))
    link.obey(MarkNoShow(number="8001"))
    link.obey(PauseCounter(counter="8", reason="Họp"))

    [board] = drawn(Scope(show=Show.ZONE, zones=("4",))).boards

    assert numbers([*board.pane, *board.rows]) == []
    assert (board.zone, board.missed, board.paused) == ("4", ("8001",), ())
    assert [cell.service for cell in board.waiting] == ["Trả kết quả"]


def test_each_zone_has_its_own_board(drawn, link):
    for counter in "17":
        link.obey(CallNext(counter=counter))

    boards = drawn(ZONES).boards

    assert [board.zone for board in boards] == ["3", "4"]
    assert [numbers(board.pane) for board in boards] == [["1001"], ["8001"]]


def test_a_board_of_a_zone_does_not_say_it_again_at_each_call(drawn, link):
    link.obey(CallNext(counter="1"))

    assert drawn(ZONES).boards[0].pane[0].zone == ""


def test_without_a_choice_all_zones_with_counters_are_shown(plan):
    assert Scope(show=Show.ZONES).zones_of(plan) == ("1", "2", "3", "4")


def test_a_counter_that_pauses_is_named(drawn, link):
    link.obey(PauseCounter(counter="2", reason="Họp"))
    link.obey(PauseCounter(counter="7", reason="Họp"))

    assert drawn().boards[0].paused == ("2", "7")


def test_a_service_says_how_long_its_first_has_waited(drawn, link, clock):
    link.obey(IssueTicket(service="1", priority=True))
    clock.advance(25 * MINUTE + 59 * SECOND)

    assert drawn().boards[0].waiting[0] == Waiting("Hộ tịch", 4, 25)


def test_a_service_where_nobody_waits_has_no_wait(drawn, link, clock):
    for _ in range(3):
        link.obey(CallNext(counter="7"))
        link.obey(Serve(number=link.hall.at_counter("7").number))
        link.obey(Finish(number=link.hall.at_counter("7").number))
    clock.advance(MINUTE)

    assert drawn().boards[0].waiting[7] == Waiting("Trả kết quả", 0, 0)


def test_the_next_numbers_stand_in_the_order_of_the_rules(drawn, link):
    link.obey(IssueTicket(service="1", priority=True))

    board = drawn(Scope(next_tickets=3)).boards[0]

    assert board.waiting[0].upcoming == ("1004", "1001", "1002")
    assert board.looks_ahead
    assert drawn().boards[0].waiting[0].upcoming == ()


def test_a_counter_is_free_until_it_calls(drawn):
    desk = drawn(OVER_ONE).desk

    assert (desk.at, desk.call, desk.services) == (AtDesk.FREE, None, ("Hộ tịch",))


def test_over_a_counter_stands_who_is_called(drawn, link, clock):
    link.obey(CallNext(counter="1"))
    clock.advance(30 * SECOND)
    link.obey(Recall(number="1001"))

    desk = drawn(OVER_ONE).desk

    assert (desk.at, desk.call.number, desk.call.recall) == (
        AtDesk.CALLING,
        "1001",
        True,
    )


@pytest.mark.parametrize(
    ("commands", "at"),
    [
        ([CallNext(counter="1"), Serve(number="1001")], AtDesk.SERVING),
        ([PauseCounter(counter="1", reason="Họp")], AtDesk.PAUSED),
        (
            [CallNext(counter="1"), PauseCounter(counter="1", reason="Họp")],
            AtDesk.CALLING,
        ),
        (
            [
                CallNext(counter="1"),
                Serve(number="1001"),
                PauseCounter(counter="1", reason="Họp"),
            ],
            AtDesk.PAUSED,
        ),
        ([CloseCounter(counter="1")], AtDesk.CLOSED),
    ],
)
def test_over_a_counter_stands_what_goes_on_there(drawn, link, commands, at):
    for command in commands:
        link.obey(command)

    assert drawn(OVER_ONE).desk.at is at


def test_a_call_the_hall_has_forgotten_still_stands_over_its_counter(drawn, link):
    link.obey(CallNext(counter="1"))
    link.hall.calls.clear()

    assert drawn(OVER_ONE).desk.call.number == "1001"


@pytest.mark.parametrize(
    "scope",
    [Scope(show=Show.COUNTER, counter="99"), Scope(show=Show.ZONE, zones=("9",))],
)
@pytest.mark.parametrize("screen", [Screen.LIVE, Screen.OFFLINE])
def test_what_the_office_has_not_is_told(drawn, scope, screen):
    picture = drawn(scope, screen=screen)

    assert picture.screen is Screen.MISSET
    assert picture.unknown in {"99", "9"}
    assert (picture.boards, picture.desk) == ((), None)


@pytest.mark.parametrize(
    ("scope", "counters"),
    [
        (Scope(), "123678"),
        (ZONES, "1237"),
        (Scope(show=Show.ZONE, zones=("4",)), "7"),
        (OVER_ONE, "1"),
    ],
)
def test_a_display_is_there_for_the_calls_it_shows(plan, scope, counters):
    calls = [Call(number="1001", counter=c, service="1", at=0) for c in "123678"]

    shown = [call.counter for call in calls if shown_in(plan, scope, call)]

    assert shown == list(counters)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"show": Show.ZONE}, "one zone"),
        ({"show": Show.ZONE, "zones": ("3", "4")}, "one zone"),
        ({"show": Show.ZONES, "zones": tuple("12345")}, "at most 4"),
        ({"show": Show.COUNTER}, "its number"),
        ({"zones": ("three",)}, "not a digit"),
    ],
)
def test_a_layout_that_makes_no_sense_says_what_to_write(parts, told):
    with pytest.raises(ValueError, match=told):
        Scope(**parts)
