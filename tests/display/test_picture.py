import pytest

from display.boards import IN_THE_PANE, Waiting, latest_calls
from display.picture import (
    Screen,
    call_of,
    picture_of,
)
from shared.domain.commands import (
    CallNext,
    CancelTicket,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    Recall,
    Resume,
    Serve,
    Transfer,
)
from shared.domain.hall import Call
from shared.domain.times import MINUTE, SECOND


def a_call(number, counter="1", at=0, **more):
    return Call(number=number, counter=counter, service=number[0], at=at, **more)


@pytest.fixture
def hall(link):
    return link.hall


@pytest.fixture
def drawn(hall, clock, wording):
    def draw(standing_out=(), screen=Screen.LIVE, **more):
        return picture_of(
            hall,
            screen=screen,
            now=clock.now(),
            wording=wording,
            standing_out=standing_out,
            **more,
        )

    return draw


@pytest.fixture
def board(drawn):
    """The one board of the hall, as it is drawn now."""

    def board(standing_out=(), **more):
        [board] = drawn(standing_out, **more).boards
        return board

    return board


def numbers(calls):
    return [call.number for call in calls]


def test_before_the_first_call_the_pane_is_empty(board):
    picture = board()

    assert (picture.pane, picture.rows) == ((), ())


def test_the_head_says_office_time_and_date(drawn):
    picture = drawn()

    assert picture.office == "UBND PHƯỜNG MẪU – TP HÀ NỘI"
    assert (picture.time, picture.date) == ("08:00", "Thứ Hai, 05/01/2026")


def test_without_a_hall_there_is_still_the_time(wording, clock):
    picture = picture_of(
        None, screen=Screen.CONNECTING, now=clock.now(), wording=wording
    )

    assert (picture.time, picture.boards) == ("08:00", ())


def test_a_call_says_counter_zone_and_service(board, link):
    link.obey(CallNext(counter="7"))

    [call] = board().pane

    assert (call.number, call.counter, call.zone) == ("8001", "7", "4")
    assert call.service == "Trả kết quả, thu phí, lệ phí"
    assert call.second_service == "Results and fees"


def test_a_priority_call_is_marked(board, link):
    link.obey(IssueTicket(service="1", priority=True))
    link.obey(CallNext(counter="1"))

    assert board().pane[0].priority


def test_when_nothing_stands_out_the_last_call_stays_in_the_pane(board, link):
    for counter in "123":
        link.obey(CallNext(counter=counter))

    picture = board()

    assert numbers(picture.pane) == ["3001"]
    assert not picture.pane[0].stands_out
    assert numbers(picture.rows) == ["2001", "1001"]


@pytest.mark.parametrize("count", range(1, 9))
def test_calls_that_stand_out_share_the_pane_and_then_the_list(board, link, count):
    calls = [
        call_of(link.obey(CallNext(counter=str(counter + 1))))
        for counter in range(count)
    ]

    picture = board(standing_out=calls)

    assert len(picture.pane) == min(count, IN_THE_PANE)
    shown = [*picture.pane, *picture.rows]
    assert numbers(shown) == [call.number for call in reversed(calls)]
    assert all(call.stands_out for call in shown)


def test_a_burst_longer_than_the_halls_memory_is_shown_whole(board):
    burst = [a_call(f"{1100 + place}") for place in range(64)]

    picture = board(standing_out=burst)

    assert len(picture.pane) + len(picture.rows) == 64


def test_a_recalled_number_moves_up_once(board, link, clock):
    for counter in "123":
        link.obey(CallNext(counter=counter))
    clock.advance(30 * SECOND)
    link.obey(Recall(number="1001"))

    picture = board()

    assert numbers(picture.pane) == ["1001"]
    assert picture.pane[0].recall
    assert numbers(picture.rows) == ["3001", "2001"]


def test_the_last_call_of_a_number_counts():
    calls = [a_call("1001", "1"), a_call("2001", "2"), a_call("1001", "5", at=9)]

    latest = latest_calls(calls)

    assert [(call.number, call.counter) for call in latest] == [
        ("1001", "5"),
        ("2001", "2"),
    ]


def test_whoever_did_not_come_is_among_the_missed_only(board, link, clock):
    for counter in "123":
        link.obey(CallNext(counter=counter))
    for number in ("1001", "3001"):
        clock.advance(MINUTE)
        link.obey(MarkNoShow(number=number))

    picture = board()

    assert picture.missed == ("3001", "1001")
    assert numbers([*picture.pane, *picture.rows]) == ["2001"]


@pytest.mark.parametrize(
    "steps",
    [
        [Transfer(number="1001", service="2")],
        [
            Transfer(number="1001", service="2"),
            CancelTicket(number="1001", counter="1"),
        ],
        [Serve(number="1001"), Hold(number="1001")],
        [Serve(number="1001"), Hold(number="1001"), Resume(number="1001")],
        [MarkNoShow(number="1001")],
    ],
    ids=["waits again", "cancelled", "on hold", "is back", "missed"],
)
def test_whoever_was_sent_away_is_not_shown_as_called(board, link, steps):
    call = call_of(link.obey(CallNext(counter="1")))
    for step in steps:
        link.obey(step)

    for standing_out in ([], [call]):
        picture = board(standing_out=standing_out)
        assert numbers([*picture.pane, *picture.rows]) == []


def test_a_finished_ticket_stays_in_the_list(board, link):
    link.obey(CallNext(counter="1"))
    link.obey(Serve(number="1001"))
    link.obey(Finish(number="1001"))
    link.obey(CallNext(counter="2"))

    assert numbers(board().rows) == ["1001"]


def test_every_service_says_how_many_wait(board, link):
    link.obey(CallNext(counter="1"))

    waiting = board().waiting

    assert waiting[0] == Waiting("Hộ tịch", 2, 0)
    assert waiting[2] == Waiting("Đất đai – Xây dựng", 3, 0)
    assert len(waiting) == 9


def test_a_picture_changes_nothing_in_the_hall(drawn, link):
    link.obey(CallNext(counter="1"))
    link.obey(Serve(number="1001"))
    calls, tickets = list(link.hall.calls), dict(link.hall.tickets)

    first, second = drawn(), drawn()

    assert first == second
    assert (list(link.hall.calls), dict(link.hall.tickets)) == (calls, tickets)
