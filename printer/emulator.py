"""The virtual printer at the end of a wire: a pty or a TCP port."""

import os
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from printer.virtual import VirtualPrinter
from shared.clock import stopwatch

STEP = 0.005
AT_ONCE = 4096

# What can be typed to an emulator, one a line.
WORDS: dict[str, dict[str, bool]] = {
    "paper-out": {"paper_out": True},
    "paper-in": {"paper_out": False},
    "near-end": {"near_end": True},
    "cover-open": {"cover_open": True},
    "cover-close": {"cover_open": False},
    "cutter": {"cutter": True},
    "mute": {"mute": True},
    "hang": {"hang": True},
    "clear": dict.fromkeys(
        ("paper_out", "near_end", "cover_open", "cutter", "mute", "hang"), False
    ),
}


class Emulator:
    """Carries bytes between a wire and a virtual printer, and obeys a person."""

    def __init__(
        self,
        printer: VirtualPrinter,
        *,
        words: int | None = None,
        complain: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Emulate *printer*; *words* is a descriptor to read faults from."""
        self._printer = printer
        self._words = words
        self._complain = complain
        self._typed = b""
        self._stop, self._stopper = os.pipe()
        self.stopped = False

    def stop(self) -> None:
        """Let `serve` return soon. May be called from a signal or another thread."""
        self.stopped = True
        os.write(self._stopper, b".")

    def serve(self, wire: int) -> None:
        """Serve *wire*, which must not block, until stopped or the other end leaves."""
        while not self.stopped and self._carry(wire):
            pass

    def serve_all(self, listener: socket.socket) -> None:
        """Serve everyone who connects to *listener*, one after the other."""
        while not self.stopped:
            if self._readable([listener.fileno()], None):
                connection, _ = listener.accept()
                with connection:
                    connection.setblocking(False)
                    self.serve(connection.fileno())

    def close(self) -> None:
        os.close(self._stop)
        os.close(self._stopper)

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
        """Wait for one of *wires*, and see to the words that come meanwhile."""
        words = [] if self._words is None else [self._words]
        ready, _, _ = select.select([*wires, *words, self._stop], [], [], wait)
        if self._words in ready:
            self._read_words()
        return any(wire in ready for wire in wires)

    def _read_words(self) -> None:
        heard = os.read(self._words or 0, AT_ONCE)
        if not heard:
            self._words = None
        *lines, self._typed = (self._typed + heard).split(b"\n")
        for line in lines:
            self._obey(line.decode("utf-8", "replace").strip())

    def _obey(self, word: str) -> None:
        if word in WORDS:
            self._printer.set(**WORDS[word])
        elif word:
            self._complain(f"{word}: say one of {', '.join(WORDS)}")


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
