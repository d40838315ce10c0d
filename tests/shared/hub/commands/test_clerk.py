import os
import pty
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from shared.hub.commands.clerk import main, new_password
from shared.hub.passwords import is_password
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.programs import ENVIRONMENT, HUB_CONFIG, ROOT
from tests.traces import files_with

PIN = "194837"


class Desk:
    """A technician at the hub's own machine."""

    def __init__(self, folder, capsys):
        self.address = f"sqlite:///{folder}/records.sqlite"
        self.store = Store(open_engine(self.address, Path()), "mau")
        self.options = ["--config", str(HUB_CONFIG), "--database", self.address]
        self._capsys = capsys

    def say(self, *words, typed=""):
        """Return the exit code and what was printed."""
        code = main([*words, *self.options], StringIO(typed))
        told = self._capsys.readouterr()
        return code, told.out + told.err


@pytest.fixture
def desk(tmp_path, capsys):
    return Desk(tmp_path, capsys)


class Terminal(StringIO):
    """Somebody sits there."""

    def isatty(self):
        return True


def test_a_clerk_gets_a_password_that_is_kept_nowhere(desk, tmp_path):
    code, told = desk.say("add", "Lan", "--role", "supervisor", typed=f"{PIN}\n")

    [kept] = desk.store.clerks.all()
    assert (code, kept.name, kept.role) == (0, "Lan", "supervisor")
    assert is_password(PIN, kept.password_hash)
    assert PIN not in told
    assert not files_with(PIN.encode(), tmp_path)


@pytest.mark.parametrize("typed", ["12345\n", "", "mot-cua\n"])
def test_a_weak_password_is_refused_with_the_rule(desk, typed):
    code, told = desk.say("add", "Lan", typed=typed)

    assert (code, told.count("\n")) == (1, 1)
    assert "a PIN has 6 or more digits" in told
    assert desk.store.clerks.all() == []


def test_a_password_is_typed_twice_alike():
    answers = iter([PIN, PIN, PIN, "194838"])

    assert new_password("Lan", Terminal(), lambda _: next(answers)) == PIN
    with pytest.raises(ValueError, match="the two differ"):
        new_password("Lan", Terminal(), lambda _: next(answers))


def test_a_new_password_ends_the_old(desk):
    desk.say("add", "Lan", typed=f"{PIN}\n")

    desk.say("passwd", "lan", typed="bí mật riêng\n")

    [kept] = desk.store.clerks.all()
    assert is_password("bí mật riêng", kept.password_hash)
    assert not is_password(PIN, kept.password_hash)


def test_the_list_tells_who_may_log_in_and_shows_no_hash(desk):
    for name in ("Lan", "Hùng"):
        desk.say("add", name, typed=f"{PIN}\n")
    desk.say("disable", "Hùng")

    code, told = desk.say("list")

    header, hung, lan = told.splitlines()
    assert (code, header.split()[:2]) == (0, ["NAME", "ROLE"])
    assert "disabled 20" in hung
    assert lan.split()[:2] == ["Lan", "clerk"]
    assert lan.endswith("never")
    assert "argon2" not in told


def test_a_disabled_clerk_may_be_enabled(desk):
    desk.say("add", "Lan", typed=f"{PIN}\n")
    desk.say("disable", "Lan")

    code, _ = desk.say("enable", "Lan")

    assert (code, desk.store.clerks.all()[0].disabled_at) == (0, None)


@pytest.mark.parametrize("action", ["disable", "enable", "passwd"])
def test_who_is_not_there_cannot_be_changed(desk, action):
    code, told = desk.say(action, "nobody", typed=f"{PIN}\n")

    assert (code, told.count("\n")) == (1, 1)
    assert "no clerk 'nobody'" in told


@pytest.mark.parametrize("name", ["", "   ", "x" * 65, "a\u0000b"])
def test_a_name_that_nobody_has_is_refused(desk, name):
    code, _ = desk.say("add", name, typed=f"{PIN}\n")

    assert (code, desk.store.clerks.all()) == (1, [])


def test_on_a_terminal_nothing_of_a_password_is_shown(desk):
    main_end, other_end = pty.openpty()
    words = [sys.executable, "-m", "shared.hub", "clerk", "add", "Lan", *desk.options]
    adding = subprocess.Popen(
        words, cwd=ROOT, env=ENVIRONMENT, stdin=other_end, stdout=other_end,
        stderr=other_end, start_new_session=True,
    )  # fmt: skip
    os.close(other_end)
    shown = b""
    for question in (b"of Lan: ", b"Again: "):
        while question not in shown:
            shown += os.read(main_end, 1_000)
        os.write(main_end, f"{PIN}\n".encode())
    code = adding.wait(timeout=30)
    shown += os.read(main_end, 1_000)
    os.close(main_end)

    assert code == 0
    assert PIN.encode() not in shown
    assert is_password(PIN, desk.store.clerks.all()[0].password_hash)
