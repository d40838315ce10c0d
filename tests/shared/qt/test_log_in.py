"""A counter's link with a hub that wants to know who works there."""

from io import StringIO

import pytest

from shared.domain.commands import OpenCounter
from shared.hub.commands.clerk import main as clerk
from shared.qt.hublink import HubLink
from tests.programs import HUB_CONFIG, HubProcess
from tests.traces import files_with

PIN = "194837"


@pytest.fixture
def hub(tmp_path):
    hub = HubProcess(tmp_path)
    employ(hub, "add", "Lan")
    yield hub
    if hub.process.poll() is None:
        hub.stop()


def employ(hub, *words):
    options = ["--config", str(HUB_CONFIG), "--database", hub.database]
    assert clerk([*words, *options], StringIO(f"{PIN}\n")) == 0


@pytest.fixture
def link(hub, qtbot):
    link = HubLink(hub.url, "counter", "counter-1")
    link.start()
    qtbot.waitUntil(lambda: link.on_duty.missing)
    link.log_in("lan", PIN)
    qtbot.waitUntil(lambda: link.on_duty.name == "Lan")
    yield link
    link.stop()


def answer_to(link, qtbot, command):
    with qtbot.waitSignal(link.answered) as heard:
        link.ask(command)
    return heard.args[0]


def test_after_a_break_the_clerk_is_still_there_and_is_not_asked(link, qtbot):
    changes = []
    link.clerk_changed.connect(lambda: changes.append(link.on_duty.name))

    with qtbot.waitSignal(link.came_online):
        link._line.begin_anew()
    answer = answer_to(link, qtbot, OpenCounter(counter="1"))

    assert hasattr(answer, "seq")
    assert set(changes) <= {"Lan"}


def test_a_clerk_who_was_disabled_is_logged_out_at_work(link, hub, qtbot):
    employ(hub, "disable", "Lan")

    qtbot.waitUntil(lambda: link.on_duty.missing, timeout=10_000)

    assert link.on_duty.why == "disabled"
    refused = answer_to(link, qtbot, OpenCounter(counter="1"))
    assert refused.code == "not_logged_in"


def test_a_hub_that_was_started_anew_asks_again(link, hub, qtbot):
    hub.kill()
    hub.start()

    qtbot.waitUntil(lambda: link.on_duty.missing, timeout=15_000)

    assert link.on_duty.why == "session_over"


def test_no_file_of_the_hub_has_the_password(link, hub, tmp_path):
    hub.stop()

    assert "Lan is logged in at counter-1" in hub.log.read_text()
    assert not files_with(PIN.encode(), tmp_path)
