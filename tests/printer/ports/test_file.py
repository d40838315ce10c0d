import errno
import os
from pathlib import Path

import pytest

from printer.errors import DeviceBusy, PrinterOffline, WrongDevice
from printer.ports.file import FilePort


@pytest.fixture
def path(tmp_path):
    return tmp_path / "slips.bin"


@pytest.fixture
def port(path):
    port = FilePort(path)
    yield port
    port.close()


def test_a_file_takes_everything_and_says_nothing(port, path):
    assert (port.write(b"one", 0), port.write(b"two", 0), port.read(0)) == (3, 3, b"")
    assert path.read_bytes() == b"onetwo"
    assert not port.answers


def test_what_was_there_before_stays(port, path):
    path.write_bytes(b"old")

    port.write(b"new", 0)
    port.close()
    port.close()
    port.write(b"er", 0)

    assert path.read_bytes() == b"oldnewer"


def test_much_arrives_whole(port, path):
    data = os.urandom(1_000_000)
    sent = 0
    while sent < len(data):
        sent += port.write(data[sent:], 0)

    assert path.read_bytes() == data


def test_a_file_that_somebody_deletes_is_begun_anew(port, path):
    port.write(b"one", 0)
    path.unlink()

    port.write(b"two", 0)

    assert path.read_bytes() == b"two"


def test_the_second_program_at_a_file_is_told_that_it_is_in_use(port, path):
    port.write(b"one", 0)
    second = FilePort(path)

    with pytest.raises(DeviceBusy):
        second.write(b"two", 0)
    port.close()

    assert second.write(b"two", 0) == 3
    second.close()


def test_a_file_whose_folder_is_missing_is_offline(tmp_path):
    with pytest.raises(PrinterOffline, match=os.strerror(errno.ENOENT)):
        FilePort(tmp_path / "no" / "slips.bin").write(b"\0", 0)


@pytest.mark.parametrize("use", ["write", "read"])
def test_a_folder_is_no_file(tmp_path, use):
    port = FilePort(tmp_path)

    with pytest.raises(WrongDevice, match="folder"):
        port.write(b"\0", 0) if use == "write" else port.read(0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told():
    port = FilePort("/dev/full")

    with pytest.raises(PrinterOffline, match=os.strerror(errno.ENOSPC)):
        port.write(b"\0", 0)


def test_a_pipe_that_nobody_reads_holds_nobody_up(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(PrinterOffline):
        FilePort(tmp_path / "pipe").write(b"\0", 0)


def test_a_pipe_that_nobody_empties_has_no_room(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    port = FilePort(tmp_path / "pipe")

    taken = [port.write(bytes(65_536), 0) for _ in range(40)]

    assert taken[-1] == 0
    port.close()
    os.close(reader)
