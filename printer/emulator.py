"""The virtual printer at the end of a wire: a pty or a TCP port."""

import os
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from printer.virtual import VirtualPrinter
from printer.words import NotUnderstood, Words
from shared.clock import stopwatch

STEP = 0.005
AT_ONCE = 4096


class Emulator:
    """Carries bytes between a wire and a virtual printer, and obeys a person."""

    def __init__(
        self,
        printer: VirtualPrinter,
        *,
        typed: int | None = None,
        say: Callable[[str], None] = lambda sentence: None,
        complain: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Emulate *printer*; *typed* is a descriptor to read orders from."""
        self._printer = printer
        self._words = Words(printer, stopwatch)
        self._descriptor = typed
        self._say = say
        self._complain = complain
        self._half_typed = b""
        self._stop, self._stopper = os.pipe()
        self.stopped = False

    def stop(self) -> None:
        """Let `serve` return soon. May be called from a signal or another thread."""
        self.stopped = True
        os.write(self._stopper, b".")

    def serve_pty(self, link: Path, ready: Callable[[], None]) -> None:
        """Serve a pty at *link* until stopped; while unplugged there is none.

        *ready* is called when the link is there for the first time.
        """
        while not self.stopped:
            with pty_at(link) as near:
                ready()
                ready = _nothing
                self.serve(near)
            self._wait_for_plug()

    def serve_tcp(self, listener: socket.socket) -> None:
        """Serve everyone who connects to *listener*, one after the other.

        While unplugged, whoever connects is sent away.
        """
        while not self.stopped:
            if self._readable([listener.fileno()], STEP if self._moving else None):
                connection, _ = listener.accept()
                with connection:
                    connection.setblocking(False)
                    self.serve(connection.fileno())

    def serve(self, wire: int) -> None:
        """Serve *wire*, which must not block.

        Ends when stopped, when the other end leaves, or when unplugged.
        """
        while not self.stopped and self._printer.plugged and self._carry(wire):
            pass

    def close(self) -> None:
        """Draw what is still on the paper, and let go of everything."""
        self._printer.close()
        os.close(self._stop)
        os.close(self._stopper)

    def _wait_for_plug(self) -> None:
        """Let the printer go on with what it has, until it is plugged in again."""
        while not self.stopped and not self._printer.plugged:
            self._readable([], STEP if self._moving else None)

    @property
    def _moving(self) -> bool:
        """Whether the printer has something to do without anybody's help."""
        self._printer.room(stopwatch())
        return not self._printer.idle

    def _carry(self, wire: int) -> bool:
        """Carry what there is and return False when the other end has left."""
        try:
            with suppress(BlockingIOError):
                os.write(wire, self._printer.said(stopwatch()))
            room = self._printer.room(stopwatch())
            wait = None if room and self._printer.idle else STEP
            if self._readable([wire] if room else [], wait):
                data = os.read(wire, min(room, AT_ONCE))
                self._printer.take(data, stopwatch())
                return bool(data)
        except OSError:
            return False
        return True

    def _readable(self, wires: list[int], wait: float | None) -> bool:
        """Wait for one of *wires*, and see to the orders that come meanwhile."""
        typed = [] if self._descriptor is None else [self._descriptor]
        ready, _, _ = select.select([*wires, *typed, self._stop], [], [], wait)
        if self._descriptor in ready:
            self._read_orders()
        return any(wire in ready for wire in wires)

    def _read_orders(self) -> None:
        heard = os.read(self._descriptor or 0, AT_ONCE)
        if not heard:
            self._descriptor = None
        *lines, self._half_typed = (self._half_typed + heard).split(b"\n")
        for line in lines:
            self._obey(line.decode("utf-8", "replace").strip())

    def _obey(self, line: str) -> None:
        if not line:
            return
        try:
            if answer := self._words.obey(line):
                self._say(answer)
        except NotUnderstood as error:
            self._complain(str(error))


def _nothing() -> None:
    pass


@contextmanager
def pty_at(link: Path) -> Iterator[int]:
    """Make a pty that others find at *link*, and give its near end.

    The far end stays open here too, so that one program may leave and the next
    one come.

    Raises:
        FileExistsError: Something that is no link stands at *link*.
    """
    # Windows has neither, and the other subcommands work there.
    import pty  # noqa: PLC0415
    import tty  # noqa: PLC0415

    near, far = pty.openpty()
    try:
        tty.setraw(far)
        os.set_blocking(near, False)
        if link.is_symlink():
            link.unlink()
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(os.ttyname(far))
        yield near
    finally:
        if link.is_symlink() and link.readlink() == Path(os.ttyname(far)):
            link.unlink()
        os.close(near)
        os.close(far)
