import logging
import os
from contextlib import contextmanager
from functools import partial

import pytest

from kiosk.scanner import Scanner
from printer.emulator import pty_at
from shared.domain.holder import holder_of
from tests.kiosk.builders import CARD, NAME, NUMBER

KEY = bytes(range(32))
HOLDER = holder_of(NUMBER, KEY)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "scanner"


@pytest.fixture
def scanner(qtbot, place):
    scanner = Scanner(str(place), 9_600, retry_seconds=(0.001, 0.01))
    scanner.use(KEY)
    scanner.heard = []
    scanner.holder_read.connect(scanner.heard.append)
    scanner.unreadable.connect(partial(scanner.heard.append, None))
    yield scanner
    scanner.stop()


@contextmanager
def plugged(qtbot, scanner, place):
    """Give what scans into the line, once the kiosk listens to it."""
    with pty_at(place) as near:
        with qtbot.waitSignal(scanner.moved, check_params_cb=bool):
            scanner.start()
        yield lambda text, end="\r\n": os.write(near, f"{text}{end}".encode())


@pytest.mark.parametrize("end", ["\r\n", "\r", ""])
def test_a_card_becomes_a_digest(qtbot, scanner, place, end):
    with plugged(qtbot, scanner, place) as scan:
        scan(CARD, end)

        qtbot.waitUntil(lambda: scanner.heard == [HOLDER])


def test_what_is_no_card_is_told_and_the_next_card_is_read(qtbot, scanner, place):
    with plugged(qtbot, scanner, place) as scan:
        scan("https://example.test/" + "x" * 2_000)
        scan(CARD)

        qtbot.waitUntil(lambda: scanner.heard == [None, HOLDER])


def test_without_a_key_a_card_is_wiped_and_told_to_nobody(scanner):
    scan = bytearray(CARD.encode())
    scanner.use(None)

    scanner._look_at(scan)

    assert scanner.heard == []
    assert not any(scan)


def test_a_scanner_that_was_unplugged_comes_back_by_itself(qtbot, scanner, place):
    with plugged(qtbot, scanner, place) as scan:
        scan(CARD)
        qtbot.waitUntil(lambda: scanner.heard == [HOLDER])
    with qtbot.waitSignal(scanner.moved) as gone:
        pass

    with plugged(qtbot, scanner, place) as scan:
        scan(CARD)
        qtbot.waitUntil(lambda: scanner.heard == [HOLDER, HOLDER])

    assert gone.args == [False]


def test_a_scanner_that_is_not_there_is_told_once_and_says_what_to_do(
    qtbot, scanner, place, caplog
):
    tries = []
    scanner.moved.connect(tries.append)

    scanner.start()
    qtbot.waitUntil(lambda: len(tries) > 3)

    [line] = caplog.messages
    assert not any(tries)
    assert str(place) in line
    assert "plug it in or set port under [scanner]" in line
    assert "printer" not in line


@pytest.mark.parametrize("make", ["touch", "mkdir"])
def test_what_is_no_serial_line_is_told_in_a_line(qtbot, scanner, place, caplog, make):
    getattr(place, make)()

    with qtbot.waitSignal(scanner.moved) as moved:
        scanner.start()

    [line] = caplog.messages
    assert moved.args == [False]
    assert "set port under [scanner]" in line
    assert "printer" not in line


def test_a_line_that_another_program_has_is_told(qtbot, scanner, place, caplog):
    other = Scanner(str(place), 9_600)
    with plugged(qtbot, other, place), qtbot.waitSignal(scanner.moved) as moved:
        scanner.start()
    other.stop()

    assert moved.args == [False]
    assert "in use by another program" in caplog.text


def test_no_log_ever_has_anything_of_a_card(qtbot, scanner, place, caplog):
    caplog.set_level(logging.DEBUG)

    with plugged(qtbot, scanner, place) as scan:
        scan(CARD)
        scan(CARD[1:])
        scan(CARD[:-30], end="")
        qtbot.waitUntil(lambda: len(scanner.heard) == 3)
        scan(CARD[:40], end="")
    with qtbot.waitSignal(scanner.moved):
        pass

    assert "scanner" in caplog.text
    assert NUMBER not in caplog.text
    assert NAME not in caplog.text
    assert NUMBER not in repr(scanner)


def test_a_scanner_that_never_began_can_be_stopped(scanner):
    scanner.stop()
