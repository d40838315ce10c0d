"""The program as people and other programs use it, as a process of its own."""

import json
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
from PIL import Image

from printer.__main__ import main
from printer.ports.serial import SerialPort
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.slip import example_slip
from shared.config import load


@contextmanager
def an_emulator(*arguments):
    """Run `emulate`, and give the process and what it says first."""
    command = [
        sys.executable,
        "-m",
        "printer",
        "emulate",
        "--json",
        *map(str, arguments),
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def test_an_emulator_prints_what_comes_and_leaves_no_link_behind(tmp_path):
    link, out = tmp_path / "line", tmp_path / "tickets"
    with an_emulator("--pty", link, "--out", out, "--baud", 921_600) as (
        process,
        first,
    ):
        printer = Printer(SerialPort(str(link), 921_600, "rtscts"), Profile())

        outcome = printer.print(example_slip())
        ticket = json.loads(process.stdout.readline())
        printer.close()
        process.send_signal(signal.SIGTERM)

        assert process.wait(10) == 0
    assert first == {"event": "ready", "place": str(link)}
    assert outcome is Outcome.PRINTED
    assert ticket["ticket"] == str(out / "ticket-0001.png")
    assert ticket["at"] > 0
    assert not link.is_symlink()


def test_an_emulator_obeys_what_is_typed(tmp_path):
    link = tmp_path / "line"
    with an_emulator("--pty", link, "--out", tmp_path) as (process, _):
        process.stdin.write("paper-out\nfire\n")
        # The complaint comes after the first word has been obeyed.
        complaint = process.stderr.readline()

        assert "fire: say one of" in complaint
        assert main(["status", "--printer", f"serial:{link}"]) == 1
        process.stdin.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_an_emulator_can_stand_behind_a_network_port(tmp_path):
    with an_emulator("--tcp", 0, "--out", tmp_path) as (process, first):
        host, port = first["place"].split(":")
        for _ in range(2):
            with socket.create_connection((host, int(port)), 10) as wire:
                wire.sendall(b"\x10\x04\x01")
                assert wire.recv(1) == b"\x12"
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


@pytest.mark.parametrize("dots", [576, 384])
def test_a_preview_shows_the_example(tmp_path, capsys, dots):
    main(["preview", "--example"])
    (tmp_path / "slip.json").write_text(capsys.readouterr().out, encoding="utf-8")
    png = tmp_path / "slip.png"

    assert (
        main(["preview", str(tmp_path / "slip.json"), str(png), "--dots", str(dots)])
        == 0
    )
    with Image.open(png) as picture:
        assert picture.width == dots


def test_a_test_print_says_what_it_has_found(tmp_path, capsys):
    words = ["--printer", f"virtual:{tmp_path / 'out'}", "--baud", "921600"]
    saved = tmp_path / "found.toml"

    assert main(["test", *words, "--save", str(saved)]) == 0

    said = capsys.readouterr().out
    assert "DLE DC4 8  works\n" in said
    assert said.endswith(" kB/s\nprinted\n")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ticket-0001.png"]
    assert load(saved, Profile).model == "Virtual printer"


def test_a_test_print_does_not_write_over_a_profile(tmp_path, capsys):
    saved = tmp_path / "found.toml"
    saved.touch()

    assert main(["test", "--printer", "virtual", "--save", str(saved)]) == 2
    assert "there is such a file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("order", "code", "state"),
    [
        (b"", 0, "ready"),
        (b"cover-open\n", 1, "not_ready"),
        (b"hang\n", 2, "unreachable"),
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
def test_one_look_at_a_printer(tmp_path, capsys, *, order, code, state, as_json):
    link = tmp_path / "line"
    with an_emulator("--pty", link, "--out", tmp_path) as (process, _):
        process.stdin.write(order.decode())
        process.stdin.write("state\n")
        while json.loads(process.stdout.readline())["event"] != "said":
            pass

        more = ["--json"] if as_json else []
        assert main(["status", "--printer", f"serial:{link}", *more]) == code

        printed = capsys.readouterr()
        if as_json:
            assert json.loads(printed.out)["state"] == state
        else:
            assert len((printed.out + printed.err).splitlines()) == 1


def test_without_a_name_it_is_the_printer_of_the_kiosk(tmp_path, capsys):
    config = tmp_path / "kiosk.toml"
    config.write_text('[printer]\nkind = "virtual"\nout = "tickets"\n')

    assert main(["status", "--config", str(config)]) == 0
    assert capsys.readouterr().out == "ready\n"


def test_an_emulator_tells_each_fault_as_it_begins_and_ends(tmp_path):
    words = ("--pty", tmp_path / "line", "--out", tmp_path, "--cut", "none", "--no-asb")
    with an_emulator(*words) as (process, _):
        process.stdin.write("mute\nmute off\n")

        events = [json.loads(process.stdout.readline()) for _ in range(2)]

    assert events == [
        {"event": "fault", "fault": "mute", "on": on} for on in (True, False)
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["status", "--printer", "laser:x"], 2),
        (["status", "--printer", "virtual", "--profile", "nowhere.toml"], 2),
        (["preview"], 2),
        (["preview", "nowhere.json", "x.png"], 2),
        (["status", "--config", "nowhere.toml"], 2),
        (["status", "--printer", "usb:/nowhere/lp0"], 2),
        (["test", "--printer", "serial:/nowhere/ttyUSB0"], 1),
    ],
)
def test_a_mistake_is_one_clear_line(capsys, arguments, code):
    assert main(arguments) == code

    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("motcua-printer: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["emulate"],
        ["emulate", "--tcp", "70000"],
        ["emulate", "--pty", "x", "--baud", "-1"],
        ["emulate", "--pty", "x", "--dots", "577"],
        ["emulate", "--pty", "x", "--clear", "perhaps"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_refused(arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    assert caught.value.code == 2


def test_a_slip_of_a_file_is_printed_and_confirmed(tmp_path, capsys):
    slip = tmp_path / "slip.json"
    slip.write_text('{"number": "1007"}')

    code = main(["print", str(slip), "--printer", f"virtual:{tmp_path}"])

    assert (code, capsys.readouterr().out) == (0, "printed\n")
    assert list(tmp_path.glob("*.png"))
