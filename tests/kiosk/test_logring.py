import logging

import pytest

from kiosk.logring import KEPT, LONGEST, LogRing


@pytest.fixture
def ring():
    return LogRing(["open-sesame"])


@pytest.fixture
def log(ring):
    log = logging.getLogger("tests.logring")
    log.setLevel(logging.INFO)
    log.addHandler(ring)
    yield log
    log.removeHandler(ring)


def test_the_last_lines_are_kept_oldest_first(ring, log):
    log.info("the hub is away")
    log.warning("no paper")

    first, second = ring.lines
    assert "the hub is away" in first
    assert second.endswith("WARNING tests.logring: no paper")


def test_old_lines_go(ring, log):
    for number in range(KEPT + 1):
        log.info("line %d", number)

    assert len(ring.lines) == KEPT
    assert ring.lines[0].endswith("line 1")


@pytest.mark.parametrize(
    "secret",
    [
        "001090000000",
        "0912345678",
        "K7Q2M9XW4TRB6ZPD",
        "open-sesame",
        "9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c",
        "scrypt$16384$00$00",
    ],
)
def test_a_secret_is_not_readable(ring, log, secret):
    log.info("somebody said %s to the kiosk", secret)

    [line] = ring.lines
    assert secret not in line
    assert "to the kiosk" in line


def test_plain_words_are_readable_however_long(ring, log):
    log.info("misunderstandings about number 1007 at ws://192.168.1.10:8765")

    assert (
        "misunderstandings about number 1007 at ws://192.168.1.10:8765"
        in (ring.lines[0])
    )


def test_of_a_traceback_only_the_first_line_is_kept(ring, log):
    try:
        int("inside")
    except ValueError:
        log.exception("out of service")

    assert "inside" not in ring.lines[0]


def test_a_line_is_no_longer_than_can_be_shown(ring, log):
    log.info("no paper " * 100)

    assert len(ring.lines[0]) == LONGEST
