import subprocess
import sys

import pytest

from display.__main__ import main
from display.speech import Announcement, Use, pieces_of
from display.voice.clips import clips_of
from shared.sound.joining import joined
from shared.sound.samples import read
from shared.sound.voices import Voice

NO_QT = """
import sys
from display.__main__ import main
code = main(sys.argv[1:])
assert not [name for name in sys.modules if name.startswith(("PySide6", "shared.qt"))]
sys.exit(code)
"""


def said(capsys, *words):
    assert main(["say", *words]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "1005 --counter 12",
            "Mời công dân có số thứ tự một không không năm, đến quầy số mười hai.",
        ),
        (
            "1005 --counter 24 --south --whole",
            (
                "Mời công dân có số thứ tự một ngàn không trăm lẻ năm, "
                "đến quầy số hai mươi bốn."
            ),
        ),
        (
            "A001 --counter 1 --priority",
            "Mời công dân có số ưu tiên a không không một, đến quầy số một.",
        ),
        (
            "1021 --use missed",
            (
                "Số một không hai một đã quá lượt. "
                "Công dân vui lòng liên hệ quầy Hướng dẫn."
            ),
        ),
        (
            "1021 --counter 21 --use transfer --lang en",
            "Number one zero two one, please move to counter twenty-one.",
        ),
    ],
)
def test_it_prints_the_words_in_one_line(words, sentence, capsys):
    assert said(capsys, *words.split()) == f"{sentence}\n"


def test_it_writes_what_is_heard(tmp_path, capsys):
    path = tmp_path / "call.wav"

    said(capsys, "1005", "--counter", "12", "--wav", str(path))

    pieces = pieces_of(Announcement(number="1005", counter="12"), Voice.NORTH)
    assert read(path) == joined(pieces, clips_of(Voice.NORTH))


def test_it_lets_an_announcement_be_heard_to_its_end(tmp_path, capsys):
    path = tmp_path / "heard.wav"

    words = ["1", "--counter", "2", "--lang", "en", "--use", "last"]
    said(capsys, *words, "--play", "--output", f"file:{path}")

    asked = Announcement(number="1", counter="2", use=Use.LAST)
    sound = joined(pieces_of(asked, Voice.ENGLISH), clips_of(Voice.ENGLISH))
    assert sound.tobytes() in read(path).tobytes()


@pytest.mark.parametrize(
    ("words", "clue"),
    [
        ("1001 --counter 1 --play --output file:/nowhere/a.wav", "/nowhere/a.wav"),
        ("100x --counter 1", "'100x' is no ticket"),
        ("1001 --counter one", "'one' is no counter"),
        ("1001", "which counter?"),
        ("1001 --counter 1 --use sing", "'sing' is none of call, repeat"),
        ("1001 --counter 1 --lang fr", "'fr'"),
        ("1001 --counter 1 --loud", "--loud"),
        ("--counter 1", "number"),
        ("1001 --counter 1 --wav /nowhere/at/all.wav", "/nowhere/at/all.wav"),
    ],
)
def test_wrong_words_are_answered_with_one_line(words, clue, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["say", *words.split()])

    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert told.err.startswith("motcua-display say: ")
    assert told.err.count("\n") == 1
    assert clue in told.err


def test_no_screen_is_needed():
    words = ["say", "1005", "--counter", "12"]

    done = subprocess.run(
        [sys.executable, "-c", NO_QT, *words],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Mời công dân")
