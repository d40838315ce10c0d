import socket

import pytest

from printer.errors import HostRefused, HostUnreachable, PrinterOffline
from printer.ports.tcp import TcpPort
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.slip import example_slip
from tests.printer.ports.benches import TcpBench


@pytest.fixture
def listener():
    """A network port of this machine that nobody serves yet."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        yield listener


@pytest.fixture
def port(listener):
    port = TcpPort("127.0.0.1", listener.getsockname()[1])
    yield port
    port.close()


def test_a_slip_is_printed_over_the_network(machine, tickets, tmp_path):
    bench = TcpBench(machine, tmp_path)
    bench.plug()
    printer = Printer(bench.port(), Profile())

    assert printer.print(example_slip()) is Outcome.PRINTED
    assert [path.name for path in tickets.glob("*.png")] == ["ticket-0001.png"]
    printer.close()
    bench.unplug()


def test_a_machine_that_takes_no_prints_refuses(listener):
    number = listener.getsockname()[1]
    listener.close()

    with pytest.raises(HostRefused, match="9100") as caught:
        TcpPort("127.0.0.1", number).write(b"\0", 1)

    assert (caught.value.host, caught.value.port) == ("127.0.0.1", number)


def test_a_name_that_nobody_has_is_unreachable():
    with pytest.raises(HostUnreachable):
        TcpPort("no such name", 9100).write(b"\0", 1)


def test_a_host_that_does_not_answer_is_unreachable_after_the_time_allowed():
    with full_server() as place:
        port = TcpPort(*place)
        with pytest.raises(HostUnreachable, match=r"no answer in 0\.05 s"):
            port.write(b"\0", 0.05)

        assert port.read(0.05) == b""
        port.close()


def test_a_connection_that_comes_about_late_is_used(listener, port):
    assert port.read(0) == b""

    assert port.write(b"ab", 5) == 2

    with listener.accept()[0] as wire:
        assert wire.recv(2) == b"ab"


@pytest.mark.parametrize("use", ["write", "read"])
def test_a_printer_that_hangs_up_is_offline_at_once(listener, port, use):
    port.write(b"\0", 1)
    listener.accept()[0].close()

    with pytest.raises(PrinterOffline, match=r"gone|hung up"):
        port.write(b"\0", 1) if use == "write" else port.read(1)


def test_after_it_has_hung_up_it_is_called_again(listener, port):
    port.write(b"\0", 1)
    listener.accept()[0].close()
    with pytest.raises(PrinterOffline):
        port.read(1)

    port.write(b"again", 1)

    with listener.accept()[0] as wire:
        assert wire.recv(5) == b"again"


def test_answers_that_wait_are_no_reason_to_send_less(listener, port):
    port.write(b"\0", 1)
    with listener.accept()[0] as wire:
        wire.sendall(b"\x12")

        assert port.write(b"more", 1) == 4
        assert port.read(1) == b"\x12"


def test_a_cable_that_is_pulled_out_is_noticed(port):
    """Nothing here can pull one: the questions that find it out must be switched on."""
    port.write(b"\0", 1)

    wire = port._wire
    assert wire.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) <= 5
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) <= 10_000


class full_server:  # noqa: N801
    """A listener whose queue is full: who comes now gets no answer."""

    def __enter__(self):
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(0)
        place = self._listener.getsockname()
        self._callers = []
        for _ in range(2):
            caller = socket.socket()
            caller.setblocking(False)
            caller.connect_ex(place)
            self._callers.append(caller)
        return place

    def __exit__(self, *_):
        for end in (*self._callers, self._listener):
            end.close()
