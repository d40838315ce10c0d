import re
from pathlib import Path

import pytest

from shared.hub.enrol import main
from shared.hub.tokens import hash_of
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.programs import HUB_CONFIG, a_config

TOKEN = re.compile(r'token = "([A-Z2-7]{4}(?:-[A-Z2-7]{4}){6})"')


class Desk:
    """A technician at the hub's own machine."""

    def __init__(self, folder, capsys, config=HUB_CONFIG):
        self._address = f"sqlite:///{folder}/records.sqlite"
        self._config = config
        self._capsys = capsys
        self.records = Store(open_engine(self._address, Path()), "mau").stations

    def say(self, action, *words):
        """Return the exit code and what was printed."""
        options = ["--config", str(self._config), "--database", self._address]
        code = main([action, *words, *options])
        told = self._capsys.readouterr()
        return code, told.out + told.err

    def token(self, *words):
        code, told = self.say(*words)
        assert code == 0, told
        return TOKEN.search(told)[1]


@pytest.fixture
def desk(tmp_path, capsys):
    return Desk(tmp_path, capsys)


def test_a_station_gets_a_token_that_is_kept_nowhere(desk, tmp_path):
    token = desk.token("add", "counter-3", "--role", "counter", "--counter", "3")

    [kept] = desk.records.all()
    assert (kept.name, kept.role, kept.counter) == ("counter-3", "counter", "3")
    assert kept.token_hash == hash_of(token)
    written = b"".join(path.read_bytes() for path in tmp_path.glob("records*"))
    assert token.encode() not in written
    assert token.replace("-", "").encode() not in written


def test_what_a_station_needs_is_printed_as_its_settings_want_it(desk):
    _, told = desk.say(
        "add", "kiosk-1", "--role", "kiosk", "--kiosk", "1",
        "--address", "ws://192.168.1.5:8765",
    )  # fmt: skip

    assert 'hub = "ws://192.168.1.5:8765"\nstation = "kiosk-1"\ntoken = "' in told
    assert "number = 1" in told
    token = TOKEN.search(told)[1]
    join = f"motcua-office join ws://192.168.1.5:8765 {token} --role kiosk --number 1"
    assert f"{join} --station kiosk-1" in told


TWO = ("wss://a:8765", "wss://b:8765")


def handed_out(told):
    assert f'hub = ["{TWO[0]}", "{TWO[1]}"]\n' in told
    assert f"motcua-office join {TWO[0]},{TWO[1]} " in told


@pytest.mark.parametrize("action", [("add", "hall", "--role", "display"), None])
def test_a_station_of_two_hubs_is_told_the_addresses_of_both(action, desk):
    desk.token("add", "display-1", "--role", "display")

    _, told = desk.say(
        *(action or ("renew", "display-1")), "--address", TWO[0], "--address", TWO[1]
    )

    handed_out(told)


def test_the_hubs_settings_may_say_how_stations_reach_it(tmp_path, capsys):
    config = a_config(tmp_path)
    text = config.read_text(encoding="utf-8")
    config.write_text(f"addresses = {[*TWO]}\n{text}", encoding="utf-8")

    _, told = Desk(tmp_path, capsys, config).say("add", "hall", "--role", "display")

    handed_out(told)


def test_a_hub_that_nobody_elsewhere_can_reach_is_told_with_what_to_set(
    desk, tmp_path, capsys
):
    code, told = desk.say("add", "display-1", "--role", "display")
    config = a_config(tmp_path)
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("127.0.0.1", "0.0.0.0"), encoding="utf-8")
    _, open_to_all = Desk(tmp_path, capsys, config).say("renew", "display-1")

    assert code == 0
    assert 'set host = "0.0.0.0"' in told
    assert "set host" not in open_to_all
    assert "0.0.0.0" not in open_to_all


@pytest.mark.parametrize(
    "typed", [str.lower, lambda t: t.replace("-", " "), lambda t: t.replace("O", "0")]
)
def test_a_token_may_be_typed_carelessly(typed):
    token = "OOIB-K7QM-2XWD-AAAA-BBBB-CCCC-DDDD"

    assert hash_of(typed(token)) == hash_of(token)
    assert hash_of(token) != hash_of(token.replace("K", "L"))


def test_two_tokens_are_never_the_same(desk):
    tokens = {desk.token("add", f"display-{n}", "--role", "display") for n in range(9)}

    assert len(tokens) == 9


def test_a_name_is_given_once_and_again_when_it_was_revoked(desk):
    first = desk.token("add", "display-1", "--role", "display")

    code, told = desk.say("add", "display-1", "--role", "display")
    desk.say("revoke", "display-1")
    second = desk.token("add", "display-1", "--role", "display")

    assert (code, "already" in told) == (1, True)
    [kept] = desk.records.all()
    assert kept.token_hash == hash_of(second) != hash_of(first)
    assert kept.revoked_at is None


def test_renewing_ends_the_old_token(desk):
    first = desk.token("add", "display-1", "--role", "display")

    second = desk.token("renew", "display-1")

    [kept] = desk.records.all()
    assert kept.token_hash == hash_of(second) != hash_of(first)


@pytest.mark.parametrize("action", ["renew", "revoke"])
def test_who_is_not_there_cannot_be_changed(desk, action):
    code, told = desk.say(action, "nobody")

    assert (code, told.count("\n")) == (1, 1)
    assert "no station 'nobody'" in told


def test_the_list_tells_who_may_come_and_shows_no_token(desk):
    token = desk.token("add", "counter-3", "--role", "counter", "--counter", "3")
    desk.token("add", "display-1", "--role", "display")
    desk.say("revoke", "display-1")

    code, told = desk.say("list")

    header, counter, display = told.splitlines()
    assert (code, header.split()[:2]) == (0, ["NAME", "ROLE"])
    assert counter.split() == ["counter-3", "counter", "3", "never"]
    assert "revoked 20" in display
    assert token not in told
    assert hash_of(token) not in told


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--role", "counter", "--counter", "77"), "no counter 77"),
        (("--role", "display", "--counter", "1"), "--role counter"),
        (("--role", "counter", "--kiosk", "1"), "--role kiosk"),
        (("--role", "kiosk", "--kiosk", "4"), "no kiosk 4"),
    ],
)
def test_what_makes_no_sense_in_the_office_is_refused(desk, words, reason):
    code, told = desk.say("add", "some-station", *words)

    assert code == 1
    assert reason in told
    assert desk.records.all() == []


def test_each_kiosk_number_is_given_once(tmp_path, capsys):
    desk = Desk(tmp_path, capsys, a_config(tmp_path, kiosks=2))
    desk.token("add", "kiosk-1", "--role", "kiosk", "--kiosk", "1")

    code, told = desk.say("add", "kiosk-2", "--role", "kiosk", "--kiosk", "1")

    assert code == 1
    assert "kiosk-1 is kiosk 1" in told
