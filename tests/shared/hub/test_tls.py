"""A hub with a certificate, and stations that look at it closely."""

import asyncio
import signal
import stat
from datetime import timedelta

import pytest
from websockets.asyncio.client import connect

from shared.clock import SystemClock
from shared.config import ConfigError
from shared.domain.times import HOUR
from shared.hub.certificate import HERE, main, make_in
from shared.hub.notices import Board
from shared.hub.tls import ENDS, Files, Tls
from shared.qt.barred import AuthorityMissing, barred_by, trust_in
from shared.qt.hublink import HubLink
from shared.qt.probe import other_scheme
from shared.store.engine import open_engine
from tests.programs import HubProcess, a_config
from tests.shared.hub.conftest import an_office

CLOCK = SystemClock()


class LongAgo:
    """A clock of three years ago."""

    def now(self):
        return CLOCK.now() - int(timedelta(days=3 * 365).total_seconds() * 1_000)


class Soon(LongAgo):
    """A clock that is ahead."""

    def now(self):
        return CLOCK.now() + int(timedelta(days=30).total_seconds() * 1_000)


def tls_in(folder, names=HERE, clock=CLOCK):
    make_in(folder, names, clock)
    return Tls(Files(folder / "hub.pem", folder / "hub.key"))


@pytest.fixture
async def memory(tmp_path):
    engine = open_engine("sqlite://", tmp_path)
    yield engine
    engine.dispose()


async def code_of(url, authority):
    """Return why a station cannot come to the hub at *url*, or nothing."""
    try:
        async with connect(url, ssl=trust_in(authority)):
            return ""
    except (OSError, AuthorityMissing) as error:
        return barred_by(error)


async def test_a_station_that_knows_the_authority_comes_in(memory, tmp_path):
    async with an_office(memory, tls=tls_in(tmp_path).context) as office:
        code = await code_of(office.url, tmp_path / "authority.pem")

    assert office.url.startswith("wss://")
    assert code == ""


@pytest.mark.parametrize(
    ("names", "clock", "code"),
    [
        (HERE, LongAgo(), "certificate_expired"),
        (HERE, Soon(), "certificate_early"),
        (("hub.example",), CLOCK, "certificate_name"),
        (("192.168.1.5", "localhost"), CLOCK, "certificate_name"),
    ],
)
async def test_a_certificate_that_is_wrong_is_named(
    memory, tmp_path, names, clock, code
):
    tls_in(tmp_path)  # the authority itself is right
    async with an_office(memory, tls=tls_in(tmp_path, names, clock).context) as office:
        assert await code_of(office.url, tmp_path / "authority.pem") == code


async def test_another_authority_is_not_believed(memory, tmp_path):
    tls_in(tmp_path / "other")
    async with an_office(memory, tls=tls_in(tmp_path / "own").context) as office:
        codes = [
            await code_of(office.url, tmp_path / "other" / "authority.pem"),
            await code_of(office.url, None),
            await code_of(office.url, tmp_path / "gone.pem"),
        ]

    assert codes == ["certificate_unknown", "certificate_unknown", "authority_missing"]


async def test_a_station_without_tls_is_told_that_the_hub_wants_it(memory, tmp_path):
    async with an_office(memory, tls=tls_in(tmp_path).context) as office:
        code = await other_scheme(office.url.replace("wss:", "ws:"))

    assert code == "certificate_wanted"


async def test_a_station_with_tls_is_told_that_the_hub_has_none(memory):
    async with an_office(memory) as office:
        code = await other_scheme(office.url.replace("ws:", "wss:"))

    assert code == "certificate_none"


async def test_a_hub_that_has_just_died_wants_nothing_else():
    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as dying:
        address = f"127.0.0.1:{dying.sockets[0].getsockname()[1]}"
        codes = [await other_scheme(f"{each}://{address}") for each in ("ws", "wss")]

    assert codes == ["", ""]


async def hang_up(_, writer):
    writer.close()


async def test_who_never_finishes_his_tls_handshake_is_let_go(memory, tmp_path):
    async with an_office(memory, tls=tls_in(tmp_path).context) as office:
        port = int(office.url.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        writer.close()

        assert await code_of(office.url, tmp_path / "authority.pem") == ""


async def test_a_renewed_certificate_is_for_whoever_comes_next(memory, tmp_path):
    tls = tls_in(tmp_path, clock=LongAgo())
    async with an_office(memory, tls=tls.context) as office:
        authority = tmp_path / "authority.pem"
        before = await code_of(office.url, authority)
        tls_in(tmp_path)
        tls.reload()
        after = await code_of(office.url, authority)
        (tmp_path / "hub.pem").write_text("nonsense")
        tls.reload()
        still = await code_of(office.url, authority)

    assert (before, after, still) == ("certificate_expired", "", "")


def test_the_end_of_a_certificate_is_told_in_good_time_and_until_it_is_renewed(
    tmp_path,
):
    tls, board = tls_in(tmp_path), Board()

    def told(days_before):
        tls.tell(board, tls.ends_at - days_before * 24 * HOUR)
        return [(each.code, each.parts["days"]) for each in board.all().list]

    assert told(31) == []
    assert told(30) == [(ENDS, 30)]
    assert told(-3) == [(ENDS, 0)]

    now = tls.ends_at - 24 * HOUR
    make_in(tmp_path, HERE, Soon())
    tls.reload()
    tls.tell(board, now)
    assert board.all().list == ()


@pytest.mark.parametrize("spoilt", ["hub.pem", "hub.key"])
@pytest.mark.parametrize("content", [None, b"nonsense"])
def test_files_that_cannot_be_used_are_one_clear_line(tmp_path, spoilt, content):
    make_in(tmp_path, HERE, CLOCK)
    (tmp_path / spoilt).unlink()
    if content is not None:
        (tmp_path / spoilt).write_bytes(content)

    with pytest.raises(ConfigError) as error:
        Tls(Files(tmp_path / "hub.pem", tmp_path / "hub.key"))

    assert spoilt in str(error.value)
    assert "\n" not in str(error.value)


def test_the_keys_are_for_nobody_else_and_the_authority_stays(tmp_path, capsys):
    words = ["make", "--address", "192.168.1.5", "--name", "hub", "--out", tmp_path]
    assert main([str(word) for word in words]) == 0
    authority = (tmp_path / "authority.pem").read_bytes()
    assert main([str(word) for word in words]) == 0

    told = capsys.readouterr().out
    assert "192.168.1.5" in told
    assert (tmp_path / "authority.pem").read_bytes() == authority
    for name in ("authority.key", "hub.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_an_address_that_is_none_is_one_clear_line(tmp_path, capsys):
    assert main(["make", "--address", "hub.local", "--out", str(tmp_path)]) == 1

    assert "hub.local" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_hub_takes_its_certificate_anew_when_asked(tmp_path, qtbot):
    tls_in(tmp_path, clock=LongAgo())
    config = a_config(tmp_path, kiosks=1)
    text = config.read_text(encoding="utf-8")
    pem = 'certificate = "hub.pem"\nkey = "hub.key"\n'
    config.write_text(pem + text, encoding="utf-8")
    hub = HubProcess(tmp_path, config=config)
    link = HubLink(
        hub.url, "counter", "counter-1",
        authority=tmp_path / "authority.pem", barred_pause=0.3,
    )  # fmt: skip
    link.start()
    qtbot.waitUntil(lambda: link.barred == "certificate_expired", timeout=15_000)

    make_in(tmp_path, HERE, CLOCK, days=20)
    hub.process.send_signal(signal.SIGHUP)

    qtbot.waitUntil(lambda: link.online, timeout=15_000)
    qtbot.waitUntil(lambda: [each.code for each in link.notices] == [ENDS])
    link.stop()
    assert hub.stop() == 0
    assert "Traceback" not in hub.log.read_text()
