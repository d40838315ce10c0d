import json

import pytest

from shared.qt.duty import Duty, OnDuty
from shared.wire.messages import ClerkNow, Done, LoggedIn, Refused

SESSION = "Zq3vYv0nJb6kq0m3y2d8s1f7g5h4j9l0x2c4v6b8n1M"


@pytest.fixture
def duty():
    """Return the side of a counter where somebody has to log in."""
    duty = Duty()
    duty.take(ClerkNow(required=True))
    return duty


def said(text):
    return json.loads(text)


def log_in(duty, name="Lan"):
    asked = said(duty.log_in(name, "194837"))
    duty.take(LoggedIn(id=asked["id"], name=name, role="clerk", session=SESSION))


def test_until_the_hub_wants_a_clerk_nobody_is_missing():
    assert not Duty().now.missing


def test_whoever_logs_in_works_here(duty):
    assert duty.now.missing

    log_in(duty)

    assert duty.now == OnDuty(required=True, name="Lan", role="clerk")


def test_why_a_try_was_in_vain_is_known_until_the_next(duty):
    asked = said(duty.log_in("Lan", "wrong"))
    refused = Refused(id=asked["id"], code="wrong_password", message="")
    duty.take(refused)
    after = duty.now

    duty.log_in("Lan", "194837")

    assert (after.refused, after.asking) == (refused, False)
    assert (duty.now.refused, duty.now.asking) == (None, True)


def test_a_new_connection_begins_with_the_session_and_no_password(duty):
    log_in(duty)

    asked = said(duty.resume())
    duty.take(ClerkNow(required=True))  # the hub says so before it reads the session

    assert (asked["session"], asked["password"]) == (SESSION, "")
    assert duty.now.name == "Lan"


def test_without_a_session_a_new_connection_says_nothing(duty):
    assert duty.resume() is None


def test_a_session_that_is_over_asks_for_the_password_again(duty):
    log_in(duty)
    asked = said(duty.resume())

    duty.take(Refused(id=asked["id"], code="session_over", message=""))

    assert (duty.now.missing, duty.now.why) == (True, "session_over")
    assert duty.resume() is None


@pytest.mark.parametrize("ending", ["by the clerk", "by the hub"])
def test_a_shift_that_has_ended_leaves_no_session(duty, ending):
    log_in(duty)

    if ending == "by the clerk":
        assert said(duty.log_out())["type"] == "log_out"
    else:
        duty.take(ClerkNow(required=True, why="disabled"))

    assert duty.now.missing
    assert duty.resume() is None


def test_an_answer_that_comes_after_the_clerk_has_gone_logs_nobody_in(duty):
    asked = said(duty.log_in("Lan", "194837"))
    duty.log_out()

    duty.take(LoggedIn(id=asked["id"], name="Lan", role="clerk", session=SESSION))

    assert duty.now.missing


def test_a_hub_that_wants_nobody_any_more_lets_the_counter_work(duty):
    duty.resume()

    settled = duty.settle()

    assert (settled, duty.now.required) == (True, False)


def test_other_answers_are_others(duty):
    assert not duty.take(Done(id="9f2c", seq=1))
    assert not duty.take(Refused(id="9f2c", code="nobody_waits", message=""))
