import gc
import threading
from threading import Thread

import pytest
from PySide6.QtCore import QObject

from shared.qt.collecting import collect, collect_here


@pytest.fixture
def collecting(qapp):
    """The collector in the thread of the screen; afterwards as it was."""
    gc.enable()
    timer = collect_here(qapp)
    yield timer
    timer.stop()
    gc.unfreeze()


def test_while_tests_run_no_thread_takes_apart_what_they_leave():
    """Else one that fails ends the run, later, in the loop of the screen."""
    ends = []
    Ring(ends)

    run_beside(make_much)
    before = list(ends)
    gc.collect()

    assert before == []
    assert ends == [threading.main_thread()]


class Ring(QObject):
    """Stands in a circle, so that only the collector ends it."""

    def __init__(self, ends):
        super().__init__()
        self.itself = self
        self.ends = ends

    def __del__(self):
        self.ends.append(threading.current_thread())


def run_beside(work):
    busy = Thread(target=work)
    busy.start()
    busy.join()


def make_much():
    for _ in range(10 * gc.get_threshold()[0]):
        made = []
        made.append(made)


def test_another_thread_takes_nothing_of_the_screens_apart(collecting, qtbot):
    ends = []
    Ring(ends)

    run_beside(make_much)
    before = list(ends)
    qtbot.waitUntil(lambda: len(ends) == 1)

    assert before == []
    assert ends == [threading.main_thread()]


def test_nothing_is_collected_before_it_is_due(collecting):
    gc.collect()
    ends = []
    Ring(ends)

    collect()

    assert ends == []


def test_what_was_there_at_the_start_is_not_looked_at_again(collecting, qtbot):
    before = gc.get_freeze_count()

    qtbot.waitUntil(lambda: gc.get_freeze_count() > before)


@pytest.mark.parametrize("generation", [0, 1, 2])
def test_each_generation_has_its_turn(generation, collecting):
    gc.collect()
    done = []
    gc.callbacks.append(lambda phase, info: done.append((phase, info["generation"])))

    while not any(made == generation for _, made in done):
        make_much()
        collect()
    gc.callbacks.pop()

    assert ("stop", generation) in done
