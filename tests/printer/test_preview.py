"""`preview` shows what the bytes say, dot for dot."""

import json
import socket
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

import pytest
from PIL import Image, ImageChops

from printer.__main__ import main
from printer.escpos import page
from printer.ports.tcp import TcpPort
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.raster import draw
from tests.printer import independent
from tests.printer.slips import LONG, PRIORITY, REPRINTED

SILENT = Profile(status="none", confirm="none", bidirectional=False)


@pytest.fixture
def example(tmp_path, capsys):
    """The example slip as a file."""
    main(["preview", "--example"])
    path = tmp_path / "slip.json"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def a_slip_file(folder, **slip):
    path = folder / "slip.json"
    path.write_text(json.dumps(slip), encoding="utf-8")
    return path


def preview(slip, *words):
    """Return the picture that `preview` makes."""
    png = slip.with_name("preview.png")
    assert main(["preview", str(slip), str(png), *words]) == 0
    with Image.open(png) as picture:
        return picture.convert("L")


def same(one, other):
    other = other.convert("L")
    return one.size == other.size and not ImageChops.difference(one, other).getbbox()


@contextmanager
def a_socket():
    """A port that takes all bytes and never answers: its address, and what it heard."""
    heard = bytearray()

    def listen():
        wire, _ = listener.accept()
        with wire:
            while data := wire.recv(4096):
                heard.extend(data)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        thread = Thread(target=listen)
        thread.start()
        yield listener.getsockname(), heard
        thread.join(10)


def sent_to_a_socket(slip, profile):
    """Return all bytes that a printer at the far end of a TCP connection gets."""
    with a_socket() as (address, heard):
        printer = Printer(TcpPort(*address), profile)
        assert printer.print(slip) is Outcome.SENT
        printer.close()
    return bytes(heard)


def test_a_slip_of_a_file_that_is_printed_is_what_the_preview_shows(example, capsys):
    with a_socket() as ((host, port), heard):
        words = ["--printer", f"tcp:{host}:{port}", "--unasked"]
        code = main(["print", str(example), *words])

    assert code == 0
    assert "does not confirm" in capsys.readouterr().out
    assert same(preview(example), independent.draw(bytes(heard), 576))


@pytest.mark.parametrize("dots", [576, 512, 384])
def test_a_preview_is_what_arrives_at_a_printer(example, dots):
    profile = replace(SILENT, width_dots=dots)

    arrived = independent.draw(sent_to_a_socket(PRIORITY, profile), dots)

    assert same(preview(example, "--dots", str(dots)), arrived)


@pytest.mark.parametrize("slip", [PRIORITY, REPRINTED, LONG])
@pytest.mark.parametrize("align", ["esc_a", "full"])
def test_the_preview_knows_a_profile(tmp_path, slip, align):
    profile = Profile(width_dots=512, dpi=180, align=align)
    toml = tmp_path / "p.toml"
    toml.write_text(f'width_dots = 512\ndpi = 180\nalign = "{align}"\n')
    fields = {
        "number": slip.number,
        "office": slip.office,
        "service": slip.service,
        "mark": slip.mark,
    }
    part = replace(PRIORITY, **fields, heading="", badge="", rows=(), place="")
    fields |= {"code": part.code, "footer": part.footer}

    shown = preview(a_slip_file(tmp_path, **fields), "--profile", str(toml))

    data = page(draw(part, profile), profile).data
    assert same(shown, independent.draw(data, 512))


def test_a_slip_without_words_is_white_paper(tmp_path):
    shown = preview(a_slip_file(tmp_path, number=""))

    assert shown.getextrema() == (255, 255)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"number": 7}',
        '{"number": "1", "colour": "red"}',
        '{"number": "1", "rows": [{"label": "a", "value": "b", "size": 3}]}',
        '{"number": "1", "mark": "COPY"}',
        '{"number": "1", "logo": "/nowhere/logo.png"}',
        '{"number": "1", "order": ["price"]}',
        b"\xff\xfe",
    ],
    ids=repr,
)
def test_a_wrong_slip_is_one_clear_line(tmp_path, capsys, text):
    path = tmp_path / "slip.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    assert main(["preview", str(path), str(tmp_path / "x.png")]) == 2

    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"motcua-printer: {path}: ")
    assert not (tmp_path / "x.png").exists()


def test_a_place_that_cannot_be_written_is_one_clear_line(example, capsys):
    assert main(["preview", str(example), "/nowhere/x.png"]) == 2

    [line] = capsys.readouterr().err.splitlines()
    assert "/nowhere/x.png" in line


def test_help_explains_every_field(capsys):
    with pytest.raises(SystemExit):
        main(["preview", "--help"])

    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in PRIORITY.__dataclass_fields__)
