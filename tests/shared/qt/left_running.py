"""A program that forgets its link: nobody stops it, and it stands in a circle.

What an error's traceback keeps alive is such a circle; the collector finds it at any
time in any thread.
"""

import gc
import sys
from threading import Event, Thread

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from shared.qt.hublink import HubLink
from tests.shared.qt.standin import StandIn

LINKS = 10


def main():
    """Forget links one after the other while another thread collects."""
    app = QCoreApplication([])
    hub = StandIn("waits")
    over = Event()
    collector = Thread(target=collect_until, args=[over])
    collector.start()
    for forgotten in range(LINKS):
        link = HubLink(hub.url, "kiosk", "kiosk-1")
        link.itself = link
        link.start()
        del link
        wait_until(lambda known=forgotten: len(hub.hellos) > known)
    over.set()
    collector.join()
    hub.turn("elsewhere")
    sys.stdout.write(f"forgot {len(hub.hellos)} links\n")
    app.quit()


def collect_until(over):
    while not over.is_set():
        gc.collect()


def wait_until(condition):
    """Let the screen's loop run until *condition* holds."""
    loop = QEventLoop()
    look = QTimer()
    look.timeout.connect(lambda: condition() and loop.quit())
    look.start(1)
    loop.exec()


if __name__ == "__main__":
    main()
