"""Lets Python's collector work in the thread of the screen alone.

It works in whichever thread has just made something, and takes apart what it finds
there: a widget or a timer that another thread takes apart can crash the program.
"""

import gc

from PySide6.QtCore import QCoreApplication, QTimer

LOOK_MILLISECONDS = 1_000


def collect_here(app: QCoreApplication) -> QTimer:
    """Collect in the loop of *app* from now on, and return what does so.

    Called once, in the thread of the screen.
    """
    gc.disable()
    timer = QTimer(app, interval=LOOK_MILLISECONDS)
    timer.timeout.connect(collect)
    timer.start()
    QTimer.singleShot(LOOK_MILLISECONDS, app, settle)
    return timer


def settle() -> None:
    """Look no more at what is there now: it stays, and to look takes time."""
    gc.collect()
    gc.freeze()


def collect() -> None:
    """Collect what the collector would have by now: the oldest generation due."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    generations = [place for place, (count, most) in enumerate(due) if count > most > 0]
    if generations:
        gc.collect(generations[-1])
