import pytest

from counter.answers.facts import Facts
from counter.dialog import back, chosen, counted, first_question, moved, panel_of, typed
from counter.panel import Kind, Question, Wish
from counter.steps import Extra
from shared.domain.commands import (
    AnswerHelp,
    CallHelp,
    CallNext,
    CallTicket,
    CancelTicket,
    CloseCounter,
    EndHelp,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    PauseCounter,
    Resume,
    Serve,
    SetPriority,
    Transfer,
    WalkIn,
)
from shared.domain.events import Desk
from shared.domain.notes import Dealt
from shared.domain.ticket import Action
from shared.wire.messages import Refused, Report, StationNow
from tests.counter.builders import MORNING, PLAN, VI, a_hall

ONE = IssueTicket(service="1")
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
KIOSK = StationNow(
    station="kiosk-1",
    role="kiosk",
    here=True,
    report=Report(printer="ready", unprinted=("1002",)),
)


def the_facts(*past, **parts):
    hall = a_hall(*past)
    counter = PLAN.counter_by_id[parts.pop("counter", "1")]
    return Facts(hall=hall, counter=counter, now=MORNING, texts=VI, **parts)


def labels(question, facts):
    return [row.label for row in panel_of(question, facts).rows]


def pick(question, label, facts):
    """Return what it leads to that the line with *label* was chosen."""
    return chosen(question, labels(question, facts).index(label), facts)


def test_a_pause_asks_why_and_then_pauses():
    facts = the_facts()

    question = first_question((Desk.PAUSED,), facts)
    wish = pick(question, "Họp", facts)

    assert wish == Wish(
        steps=(Desk.PAUSED,), command=PauseCounter(counter="1", reason="Họp")
    )


def test_a_reason_of_ones_own_stands_first():
    facts = the_facts()

    wish = chosen(typed(Question(kind=Kind.PAUSE), " Đón đoàn "), 0, facts)

    assert wish.command == PauseCounter(counter="1", reason="Đón đoàn")


def test_a_reason_with_a_phone_number_is_refused():
    facts = the_facts()

    refused = chosen(typed(Question(kind=Kind.PAUSE), "gọi 0901 234 567"), 0, facts)

    assert isinstance(refused, Refused)
    assert refused.code == "personal_data"


def test_the_day_is_ended_where_a_pause_is_asked_for():
    facts = the_facts()
    *_, last = labels(Question(kind=Kind.PAUSE), facts)

    wish = pick(Question(kind=Kind.PAUSE), last, facts)

    assert wish.command == CloseCounter(counter="1")


def test_a_transfer_asks_where_to_and_takes_a_note_along():
    facts = the_facts(ONE, CALL)

    where = first_question((Action.TRANSFER,), facts)
    note = typed(pick(where, "Quầy 3", facts), "thiếu bản sao")
    wish = pick(note, VI.send_back, facts)

    assert wish.command == Transfer(
        number="1001", to_counter="3", come_back=True, note="thiếu bản sao", counter="1"
    )


def test_a_transfer_offers_no_way_back_to_itself():
    facts = the_facts(ONE, CALL)

    where = labels(Question(kind=Kind.TRANSFER), facts)

    assert "Quầy 1" not in where
    assert "Lĩnh vực Hộ tịch" not in where
    assert "Lĩnh vực Chứng thực" in where


def test_any_number_is_found_by_its_digits_and_called_for_a_reason():
    facts = the_facts(ONE, ONE, IssueTicket(service="3"))
    question = typed(first_question((Extra.CALL_ANY,), facts), "02")

    reason = pick(question, "1002", facts)
    wish = pick(reason, "Đã hẹn trước", facts)

    assert labels(question, facts) == ["1002"]
    assert wish.command == CallTicket(number="1002", counter="1", reason="Đã hẹn trước")


AWAY = (
    ONE, ONE, ONE, CALL, SERVE, Hold(number="1001", counter="1"),
    CALL, MarkNoShow(number="1002", counter="1"), ONE,
)  # fmt: skip


def test_who_is_on_hold_missed_or_without_paper_stands_first():
    unprinted = Report(printer="ready", unprinted=("1004",))
    kiosk = StationNow(station="kiosk-1", role="kiosk", here=True, report=unprinted)
    facts = the_facts(*AWAY, stations=(kiosk,))

    panel = panel_of(Question(kind=Kind.OTHERS), facts)

    assert [row.label for row in panel.rows] == ["1001", "1002", "1004", "1003"]
    words = [row.detail.split("  ·  ")[:2] for row in panel.rows]
    assert words[0][0] == "tạm hoãn"
    assert words[1][0] == "quá lượt"
    assert words[2] == ["đang chờ", "chưa có phiếu"]


@pytest.mark.parametrize("number", ["1001", "1002"])
def test_who_is_back_waits_again(number):
    facts = the_facts(*AWAY)

    wish = pick(pick(Question(kind=Kind.OTHERS), number, facts), VI.resume, facts)

    assert wish.command == Resume(number=number, counter="1")


def test_with_a_ticket_exactly_what_the_rules_allow_can_be_done():
    facts = the_facts(ONE, IssueTicket(service="1", priority=True), ONE, CALL)

    def offered(number):
        return labels(Question(kind=Kind.TICKET, about=number), facts)

    # 1002 has priority and stands at the desk; the others wait.
    assert offered("1002") == [VI.withdraw_priority]
    assert offered("1001") == [VI.give_priority, VI.cancel]


@pytest.mark.parametrize(
    ("label", "command"),
    [
        (VI.give_priority, SetPriority(number="1001", priority=True, counter="1")),
        (VI.cancel, CancelTicket(number="1001", counter="1")),
    ],
)
def test_priority_is_given_and_a_number_cancelled(label, command):
    facts = the_facts(ONE)

    assert pick(Question(kind=Kind.TICKET, about="1001"), label, facts).command == (
        command
    )


def test_a_number_is_given_and_printed_where_there_is_paper():
    facts = the_facts(stations=(KIOSK,))

    how = pick(first_question((Extra.ISSUE,), facts), "Chứng thực", facts)
    places = [row.detail for row in panel_of(how, facts).rows]
    wish = chosen(how, 1, facts)

    assert places == [
        *["in tại máy kiosk-1"] * 2,
        *["không in, đọc số cho công dân"] * 2,
    ]  # fmt: skip
    assert wish.print_at == "kiosk-1"
    assert wish.command == IssueTicket(service="2", priority=True, counter="1")


@pytest.mark.parametrize(
    "kiosk",
    [
        StationNow(station="k", role="kiosk", here=False, report=Report()),
        StationNow(
            station="k", role="kiosk", here=True, report=Report(printer="paper_out")
        ),
    ],
)
def test_no_slip_is_sent_to_a_kiosk_that_cannot_print(kiosk):
    facts = the_facts(stations=(kiosk,))

    rows = panel_of(Question(kind=Kind.ISSUE_HOW, about="1"), facts).rows

    assert {row.detail for row in rows} == {VI.print_nowhere}


def test_a_counter_with_one_service_is_not_asked_which():
    facts = the_facts(counter="3")

    question = first_question((Extra.WALK_IN,), facts)
    wish = pick(question, "Đã hẹn trước", facts)

    assert wish.command == WalkIn(service="3", counter="3", reason="Đã hẹn trước")


def test_what_was_done_is_counted_and_goes_with_the_end_of_the_work():
    steps = (Action.FINISH, Action.CALL)
    done = {"1": ("Khai sinh", "Kết hôn")}
    facts = the_facts(ONE, ONE, CALL, SERVE, procedures=done)

    question = first_question(steps, facts)
    for row, more in ((0, 1), (0, 1), (1, 1), (1, -1), (1, -1)):
        question = counted(question, row, more, facts)
    wish = chosen(question, 0, facts)

    dealt = (Dealt(procedure="Khai sinh", dossiers=2),)
    assert wish.steps == steps
    assert wish.command == Finish(number="1001", counter="1", dealt=dealt)


@pytest.mark.parametrize("done", [None, {}, {"3": ("Cấp phép",)}])
def test_an_office_that_wants_no_list_finishes_with_one_press(done):
    facts = the_facts(ONE, CALL, SERVE, procedures=done)

    assert first_question((Action.FINISH,), facts) is None


def test_help_is_called_at_once_and_ended_with_the_same_key():
    calm, calling = the_facts(), the_facts(CallHelp(counter="1"))

    assert first_question((Extra.HELP,), calm).command == CallHelp(counter="1")
    assert first_question((Extra.HELP,), calling).command == EndHelp(counter="1")


def test_who_is_called_to_a_colleague_answers_first():
    facts = the_facts(CallHelp(counter="3"))

    question = first_question((Extra.HELP,), facts)
    wish = chosen(question, 0, facts)

    assert wish.command == AnswerHelp(to="3", counter="1")


def test_a_colleague_that_is_being_helped_asks_nobody_else():
    facts = the_facts(CallHelp(counter="3"), AnswerHelp(to="3", counter="5"))

    assert first_question((Extra.HELP,), facts).command == CallHelp(counter="1")


@pytest.mark.parametrize(("by", "cursor"), [(1, 1), (-1, 0), (99, 8), (-99, 0)])
def test_the_cursor_stays_in_the_list(by, cursor):
    facts = the_facts()
    question = Question(kind=Kind.ISSUE)

    assert moved(question, by, facts).cursor == cursor


def test_one_step_back_is_the_question_before():
    assert back(Question(kind=Kind.CALL_REASON, about="1001")).kind is Kind.CALL_ANY
    assert back(Question(kind=Kind.PAUSE)) is None


def test_a_choice_that_is_not_there_any_more_changes_nothing():
    facts = the_facts()
    question = Question(kind=Kind.CALL_ANY)

    assert chosen(question, 0, facts) is question
    assert panel_of(question, facts).nothing == VI.panel_nothing


def test_the_printer_at_the_desk_comes_first():
    facts = the_facts(stations=(KIOSK,), desk_printer=True)
    how = Question(kind=Kind.ISSUE_HOW, about="2")

    places = [row.detail for row in panel_of(how, facts).rows]

    assert places[::2] == ["in tại quầy", "in tại máy kiosk-1", VI.print_nowhere]
