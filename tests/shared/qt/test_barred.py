import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from shared.hub.enrol import main as station
from shared.qt.barred import ADVICE, words_in
from shared.qt.hublink import HubLink
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.programs import ROOT, HubProcess, a_config, run
from tests.shared.hub.test_enrol import TOKEN


class Guarded:
    """A hub that wants a token of everybody, and its technician."""

    def __init__(self, folder, capsys):
        config = a_config(folder, kiosks=1)
        text = config.read_text(encoding="utf-8")
        text = text.replace('tokens = "away"', 'tokens = "always"')
        config.write_text(text, encoding="utf-8")
        self.hub = HubProcess(folder, config=config)
        self._options = ["--config", str(config), "--database", self.hub.database]
        self._capsys = capsys
        self.records = Store(open_engine(self.hub.database, Path()), "mau").stations

    def say(self, *words):
        assert station([*words, *self._options]) == 0
        return TOKEN.search(self._capsys.readouterr().out)


@pytest.fixture
def guarded(tmp_path, capsys):
    guarded = Guarded(tmp_path, capsys)
    yield guarded
    guarded.hub.stop()


@pytest.fixture
def linked(qtbot):
    """Make links that end with the test."""
    links = []

    def link(url, **more):
        links.append(HubLink(url, "counter", "counter-1", barred_pause=0.5, **more))
        links[-1].start()
        return links[-1]

    yield link
    for each in links:
        each.stop()


def test_a_station_says_why_it_is_not_let_in_and_comes_once_it_is(
    guarded, linked, qtbot, caplog
):
    token = guarded.say("add", "counter-1", "--role", "counter")[1]
    guarded.say("revoke", "counter-1")
    link = linked(guarded.hub.url, token=token)
    qtbot.waitUntil(lambda: bool(link.barred), timeout=15_000)
    told, hall = link.barred, link.hall

    renewed = guarded.say("add", "counter-1", "--role", "counter")[1]
    again = linked(guarded.hub.url, token=renewed)
    qtbot.waitUntil(lambda: again.online, timeout=15_000)

    assert told in ("token_unknown", "token_revoked")
    assert hall is None
    assert again.barred == ""
    lines = [line for line in caplog.messages if "motcua-hub station" in line]
    assert lines
    assert token not in caplog.text


def test_who_is_let_in_later_comes_by_itself(guarded, linked, qtbot):
    token = guarded.say("add", "counter-1", "--role", "display")[1]
    link = linked(guarded.hub.url, token=token)
    qtbot.waitUntil(lambda: link.barred == "not_this_station", timeout=15_000)

    records = guarded.records
    records.revoke("counter-1", 1)
    [old] = records.all()
    records.add(replace(old, role="counter", revoked_at=None))

    qtbot.waitUntil(lambda: link.online, timeout=15_000)
    assert link.barred == ""


def test_a_station_that_is_cut_off_says_so(guarded, linked, qtbot):
    link = linked(
        guarded.hub.url, token=guarded.say("add", "counter-1", "--role", "counter")[1]
    )
    qtbot.waitUntil(lambda: link.online, timeout=15_000)

    guarded.say("revoke", "counter-1")

    qtbot.waitUntil(lambda: link.barred == "token_revoked", timeout=15_000)
    assert not link.online
    assert link.hall is not None


def test_a_station_with_the_wrong_scheme_says_so(guarded, linked, qtbot, caplog):
    link = linked(guarded.hub.url.replace("ws:", "wss:"))

    qtbot.waitUntil(lambda: link.barred == "certificate_none", timeout=15_000)

    assert "begin with ws://" in caplog.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_is_worded(language):
    words = words_in(ROOT / "config" / f"texts.{language}.toml")

    assert words.keys() == ADVICE.keys()


@pytest.mark.parametrize("program", ["kiosk", "counter", "display"])
def test_texts_without_these_words_are_told_in_a_line(program, tmp_path):
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    texts = config / "texts.vi.toml"
    without = texts.read_text(encoding="utf-8").replace("[barred]", "[other]")
    texts.write_text(without, encoding="utf-8")

    checked = run(program, "--check", "--config", config / f"{program}.toml")

    assert checked.returncode == 2
    assert "the table [barred] is missing" in checked.stderr
    assert "Traceback" not in checked.stderr
