import logging

import pytest

from kiosk.pin import LOCK_MILLISECONDS, TRIES, Gate, hash_of, is_pin, new_line
from tests.halls import EIGHT

CHEAP = 1_024


@pytest.fixture
def gate():
    return Gate(hash_of("2580", cost=CHEAP))


def lock(gate, at=EIGHT):
    """Try wrong PINs until nobody is let in any more."""
    for _ in range(TRIES):
        gate.lets_in("0000", at)


def test_the_hash_knows_its_pin():
    line = hash_of("2580", cost=CHEAP)

    assert is_pin("2580", line)
    assert not is_pin("2581", line)


def test_the_same_pin_never_looks_the_same():
    assert hash_of("2580", cost=CHEAP) != hash_of("2580", cost=CHEAP)


def test_the_pin_does_not_stand_in_the_line():
    assert "2580" not in hash_of("2580", salt=bytes(16), cost=CHEAP).split("$")


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "١٢٣٤"])
def test_only_four_to_twelve_digits_are_a_pin(pin):
    with pytest.raises(ValueError, match="4 to 12 digits"):
        hash_of(pin)


def test_without_a_pin_nobody_is_let_in():
    gate = Gate("")

    assert not gate.has_pin
    assert not gate.lets_in("", EIGHT)


def test_five_mistakes_lock_the_gate_for_a_minute(gate):
    lock(gate)

    assert gate.seconds_locked(EIGHT) == 60
    assert not gate.lets_in("2580", EIGHT + LOCK_MILLISECONDS - 1)
    assert gate.lets_in("2580", EIGHT + LOCK_MILLISECONDS)


def test_the_right_pin_gives_back_all_tries(gate):
    for _ in range(TRIES - 1):
        gate.lets_in("0000", EIGHT)
    gate.lets_in("2580", EIGHT)

    gate.lets_in("0000", EIGHT)

    assert gate.tries_left == TRIES - 1


def test_trying_while_it_is_locked_does_not_lock_it_longer(gate):
    lock(gate)

    lock(gate, EIGHT + 30_000)

    assert gate.seconds_locked(EIGHT + 59_000) == 1


def test_who_tries_is_logged_and_what_they_typed_is_not(gate, caplog):
    caplog.set_level(logging.INFO)

    lock(gate)
    gate.lets_in("2580", EIGHT + LOCK_MILLISECONDS)

    assert "wrong PIN" in caplog.text
    assert "locked" in caplog.text
    assert "has opened" in caplog.text
    assert "2580" not in caplog.text
    assert "0000" not in caplog.text


def test_a_new_pin_becomes_a_line_of_the_settings():
    line = new_line(lambda _: "2580")

    assert line.startswith('pin = "scrypt$')
    assert is_pin("2580", line.split('"')[1])


def test_a_new_pin_is_asked_for_twice():
    answers = iter(["2580", "2508"])

    with pytest.raises(ValueError, match="differ"):
        new_line(lambda _: next(answers))
