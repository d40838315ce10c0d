from contextlib import contextmanager
from threading import Thread

from printer.emulator import Emulator, pty_at


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
