from contextlib import contextmanager
from threading import Thread

from printer.emulator import Emulator, pty_at
from printer.errors import Unplugged
from printer.ports import Port


@contextmanager
def emulated(machine, link):
    """Stand *machine* at the far end of a pty that *link* leads to."""
    emulator = Emulator(machine)
    with pty_at(link) as near:
        thread = Thread(target=emulator.serve, args=(near,))
        thread.start()
        try:
            yield
        finally:
            emulator.stop()
            thread.join()
            emulator.close()


class SimulatedPort(Port):
    """A wire to a virtual printer on which time passes only while somebody waits.

    Minutes of faults and of patience take no time, and every run is the same.
    """

    name = "the simulated wire"
    step = 5

    def __init__(self, machine, clock):
        self.machine = machine
        self.clock = clock
        self.passed = 0
        self.on_bytes = lambda passed: None
        self._due = []

    def later(self, milliseconds, do):
        """Do *do* when so much time has passed."""
        self._due.append((self.clock.now() + milliseconds, do))

    def wait(self, milliseconds):
        """Let time pass."""
        end = self.clock.now() + milliseconds
        while self.clock.now() < end:
            self._tick()

    def write(self, data, timeout):
        end = self.clock.now() + timeout * 1000
        while not (taken := self.machine.take(data[:256], self._connected())):
            if self.clock.now() >= end:
                return 0
            self._tick()
        self.passed += taken
        self.on_bytes(self.passed)
        return taken

    def read(self, timeout):
        end = self.clock.now() + timeout * 1000
        while not (said := self.machine.said(self._connected())):
            if self.clock.now() >= end:
                return b""
            self._tick()
        return said

    def close(self):
        pass

    def _connected(self):
        if not self.machine.plugged:
            raise Unplugged(self.name, "it was told to")
        return self.clock.now()

    def _tick(self):
        self.clock.advance(self.step)
        due = [do for at, do in self._due if at <= self.clock.now()]
        self._due = [(at, do) for at, do in self._due if at > self.clock.now()]
        for do in due:
            do()
        self.machine.room(self.clock.now())
