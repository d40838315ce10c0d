import os
import signal

import pytest

from shared.journal import Journal
from tests.programs import start


def test_what_was_appended_is_there_again(tmp_path):
    journal = Journal(tmp_path / "folder" / "journal")
    journal.append('{"số": "1007"}')
    journal.append("")
    journal.close()

    assert Journal(tmp_path / "folder" / "journal").texts == ['{"số": "1007"}', ""]


@pytest.mark.parametrize("lost", range(1, 20))
def test_a_torn_end_is_left_out_and_nothing_before_it(tmp_path, lost):
    path = tmp_path / "journal"
    journal = Journal(path)
    journal.append("first")
    journal.append("second, torn")
    journal.close()
    os.truncate(path, path.stat().st_size - lost)

    again = Journal(path)
    again.append("third")
    again.close()

    assert again.texts == ["first"]
    assert Journal(path).texts == ["first", "third"]


def test_a_line_that_was_spoiled_is_left_out_alone(tmp_path):
    path = tmp_path / "journal"
    journal = Journal(path)
    for text in ("first", "second", "third"):
        journal.append(text)
    journal.close()
    path.write_bytes(path.read_bytes().replace(b"second", b"s\xffcond"))

    assert Journal(path).texts == ["first", "third"]


def test_it_can_be_made_shorter(tmp_path):
    path = tmp_path / "journal"
    journal = Journal(path)
    journal.append("old")
    journal.rewrite(["new"])
    journal.append("newer")
    journal.close()

    assert Journal(path).texts == ["new", "newer"]


def test_a_text_of_two_lines_is_refused(tmp_path):
    with pytest.raises(ValueError, match="one line"):
        Journal(tmp_path / "journal").append("one\ntwo")


def test_a_program_that_is_killed_has_kept_what_it_said_it_kept(tmp_path):
    path = tmp_path / "journal"
    program = start("tests.shared.journal_writer", path)
    told = [program.stdout.readline().strip() for _ in range(200)]
    program.send_signal(signal.SIGKILL)
    told += program.stdout.read().split()
    program.wait()
    program.stdin.close()
    program.stdout.close()

    kept = Journal(path).texts
    assert kept[: len(told)] == told
    assert len(kept) - len(told) <= 1
