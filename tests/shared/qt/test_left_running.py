import threading

from PySide6.QtCore import QObject
from shiboken6 import delete

from shared.qt.hublink import HubLink, running
from tests.links import stop_links
from tests.programs import run
from tests.shared.qt.standin import StandIn


def threads():
    return [each for each in threading.enumerate() if each.name == "link"]


def test_a_program_that_forgets_its_links_runs_on_and_ends_well():
    """Once this was a segmentation fault, in the loop of the screen."""
    ended = run("tests.shared.qt.left_running")

    assert (ended.returncode, ended.stderr.count("QObject")) == (0, 0), ended.stderr
    assert "forgot 10 links" in ended.stdout


def test_a_link_that_a_test_has_left_is_stopped_after_it(qtbot):
    hub = StandIn()
    HubLink(hub.url, "kiosk", "kiosk-1").start()
    qtbot.waitUntil(lambda: len(hub.hellos) == 1)

    stop_links()
    hub.die()

    assert (running(), threads()) == ((), [])


def test_a_link_whose_parent_is_deleted_ends_its_thread(qtbot):
    hub = StandIn()
    parent = QObject()
    link = HubLink(hub.url, "kiosk", "kiosk-1", parent=parent)
    link.start()
    qtbot.waitUntil(lambda: link.online)

    delete(parent)
    left = threads()
    link.stop()
    hub.die()

    assert (running(), left) == ((), [])
