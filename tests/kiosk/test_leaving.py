import subprocess
import sys

from kiosk.leaving import AGAIN, LEFT, ended
from tests.programs import ENVIRONMENT, ROOT

PROGRAM = """
import sys
from pathlib import Path
from kiosk.leaving import AGAIN, ended

once = Path(sys.argv[1])
if once.exists():
    print("again", *sys.argv[2:])
else:
    once.touch()
    sys.exit(ended(AGAIN))
"""


def test_other_codes_end_the_program():
    assert ended(0) == 0
    assert ended(LEFT) == LEFT


def test_the_program_begins_anew_once(tmp_path):
    assert ended(AGAIN, again=lambda: 7) == 7


def test_it_begins_anew_with_the_same_words(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)

    ran = subprocess.run(
        [sys.executable, program, tmp_path / "once", "--config", "a b.toml"],
        env=ENVIRONMENT | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (0, "again --config a b.toml\n")


def test_a_program_that_is_kept_lets_its_keeper_begin_it_anew(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)

    ran = subprocess.run(
        [sys.executable, program, tmp_path / "once"],
        env=ENVIRONMENT | {"PYTHONPATH": str(ROOT), "MOTCUA_KEPT": "1"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (AGAIN, "")
