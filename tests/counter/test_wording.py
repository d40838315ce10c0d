import pytest

from counter.wording import moment, refusal_of, why_words
from shared.domain.commands import CallNext, IssueTicket
from shared.domain.picking import Why, why_next
from shared.domain.times import HOUR, MINUTE
from shared.wire.messages import Refused
from tests.counter.builders import MORNING, PLAN, VI
from tests.halls import a_hall

DAY = 24 * HOUR
ONE = IssueTicket(service="1")
TWO = IssueTicket(service="2")
FIRST = IssueTicket(service="1", priority=True)
CALLS = (CallNext(counter="1"), CallNext(counter="2"))

# For each reason: what happened, who calls, after how many minutes, what is said.
REASONS = {
    Why.PRIORITY_COUNTER: (
        [ONE, FIRST], "6", 2,
        "Số 1002: quầy này gọi số ưu tiên của mọi lĩnh vực trước.",
    ),
    Why.PRIORITY: ([ONE, FIRST], "1", 2, "Số 1002: số ưu tiên được gọi trước."),
    Why.RATIO: (
        [FIRST, FIRST, FIRST, ONE, *CALLS], "1", 2,
        "Số 1004: đã gọi liền 2 số ưu tiên, đến lượt số thường.",
    ),
    Why.AGED: (
        [ONE, (46, FIRST)], "1", 50,
        "Số 1001: đã chờ 50 phút, được xếp cùng số ưu tiên.",
    ),
    Why.LONGEST: ([ONE, ONE], "1", 0, "Số 1001: đến trước, đã chờ dưới 1 phút."),
    Why.HELP: ([TWO], "1", 2, "Số 2001: quầy không còn ai chờ, hỗ trợ Chứng thực."),
    Why.HELP_LONG: (
        [TWO, (1, ONE)], "1", 25,
        "Số 2001: Chứng thực đã chờ 25 phút, quầy hỗ trợ.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", Why)
def test_every_reason_for_being_next_is_one_line(code):
    past, counter, minutes, sentence = REASONS[code]
    hall = a_hall(*past, plan=PLAN, at=MORNING)
    now = MORNING + minutes * MINUTE

    choice = why_next(hall, PLAN.counter_by_id[counter], now)

    assert choice.code is code
    assert why_words(VI, PLAN, choice, "vi") == sentence


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (5 * HOUR, "13:14"),
        (DAY, "thứ Ba 08:14"),
        (6 * DAY, "Chủ Nhật 08:14"),
        (7 * DAY, "12/01 08:14"),
        (-DAY, "04/01 08:14"),
    ],
)
def test_a_moment_is_said_so_that_nobody_mistakes_the_day(later, words):
    assert moment(VI, MORNING + later, MORNING) == words


@pytest.mark.parametrize(
    ("until", "instead", "words"),
    [
        (MORNING + 5 * HOUR, "6", " – nhận lại từ 13:14 – mời đến quầy 6"),
        (MORNING + DAY, "", " – nhận lại từ thứ Ba 08:14"),
        (0, "6, 9", " – mời đến quầy 6, 9"),
        (0, "", ""),
    ],
)
def test_a_refusal_for_a_while_says_until_when_and_where_to_go(until, instead, words):
    parts = {"service": "1", "until": until, "instead": instead}
    refused = Refused(id="", code="office_closed", message="", parts=parts)

    assert refusal_of(VI, refused, MORNING) == f"Ngoài giờ lấy số{words}"
