"""The emulator at the end of a pty or a network port, as its wires see it."""

import os
import socket
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from printer.emulator import Emulator
from printer.events import Drawn, Ended
from printer.ports.serial import SerialPort
from printer.virtual import VirtualPrinter

BLOCK = b"\x1dv0\x00\x01\x00\x08\x00" + b"\xff" * 8
CUT = b"\x1dVB\x00"


class Happenings(list):
    """Events, and a way to wait for one of them."""

    def __init__(self):
        super().__init__()
        self._came = Event()

    def __call__(self, event):
        self.append(event)
        self._came.set()

    def wait_for(self, right):
        while not any(right(event) for event in list(self)):
            assert self._came.wait(10), list(self)
            self._came.clear()


@contextmanager
def running(emulator, serve):
    thread = Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        emulator.stop()
        thread.join()


@pytest.fixture
def happened():
    return Happenings()


@pytest.fixture
def machine(tickets, happened):
    return VirtualPrinter(tickets, baud=None, mm_per_s=None, tell=happened)


@pytest.fixture
def typed():
    """The two ends of what is typed: to read, and to write."""
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)
    os.close(writing)


@contextmanager
def a_pty(machine, link, typed, happened):
    ready = Event()
    said = []
    emulator = Emulator(machine, typed=typed[0], say=said.append, complain=said.append)
    with running(emulator, lambda: emulator.serve_pty(link, ready.set)):
        assert ready.wait(10)
        yield said
    emulator.close()


def answered(link):
    """Return whether a printer answers behind *link*."""
    port = SerialPort(str(link), 115_200, "none")
    port.write(b"\x10\x04\x01", 1)
    said = port.read(5)
    port.close()
    return said == b"\x12"


def is_unplugged(link):
    return not Path(link).is_symlink()


def test_a_cable_that_is_out_leaves_no_line_until_it_is_in(
    machine, tmp_path, typed, happened
):
    link = tmp_path / "line"
    with a_pty(machine, link, typed, happened):
        before = answered(link)
        os.write(typed[1], b"unplug\nnear-end\n")
        happened.wait_for(lambda event: event.fault == "near-end")
        # Orders of one line are obeyed before the wire is looked at again.
        wait_until(lambda: is_unplugged(link))
        os.write(typed[1], b"plug\n")
        happened.wait_for(lambda event: event == Ended("unplug"))
        wait_until(lambda: not is_unplugged(link))

        assert before
        assert answered(link)


def test_an_unplugged_printer_prints_what_it_has(machine, tmp_path, typed, happened):
    link = tmp_path / "line"
    with a_pty(machine, link, typed, happened):
        machine.set(paper_out=True)
        port = SerialPort(str(link), 115_200, "none")
        port.write(BLOCK + CUT, 1)
        port.write(b"\x10\x04\x01", 1)
        assert port.read(5) == b"\x1a"  # all before this has arrived
        os.write(typed[1], b"unplug\npaper-in\n")

        happened.wait_for(lambda event: isinstance(event, Drawn))
        port.close()


def test_orders_are_answered_and_mistakes_complained_about(
    machine, tmp_path, typed, happened
):
    with a_pty(machine, tmp_path / "line", typed, happened) as said:
        os.write(typed[1], b"state\nfi")
        os.write(typed[1], b"re\nnear-end\n")
        happened.wait_for(lambda event: event.fault == "near-end")

        assert said[0] == "nothing is wrong"
        assert said[1].startswith("fire: say one of")


def test_the_end_of_the_program_draws_what_is_not_cut(
    machine, tmp_path, typed, happened
):
    link = tmp_path / "line"
    with a_pty(machine, link, typed, happened):
        port = SerialPort(str(link), 115_200, "none")
        port.write(BLOCK + b"\x1dr\x01", 1)
        assert port.read(5) == b"\0"
        port.close()

    [ticket] = [event for event in happened if isinstance(event, Drawn)]
    assert ticket.torn


def test_an_unplugged_network_port_sends_people_away(machine, happened):
    emulator = Emulator(machine)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = listener.getsockname()
        with running(emulator, lambda: emulator.serve_tcp(listener)):
            machine.set(unplug=True)
            with socket.create_connection(place, 10) as wire:
                assert wire.recv(1) == b""
            machine.set(unplug=False)
            with socket.create_connection(place, 10) as wire:
                wire.sendall(b"\x10\x04\x01")
                assert wire.recv(1) == b"\x12"
    emulator.close()


def wait_until(right):
    never = Event()
    for _ in range(1000):
        if right():
            return
        never.wait(0.01)
    pytest.fail("it never came")
