"""Replaces a folder of settings again and again, until it is killed.

Started by a test as a process of its own: `python -m tests.shared.office.replacing
FOLDER`. Each new folder says the same word in all its files.
"""

import sys
from pathlib import Path

from shared.office.setup import folder

FILES = ("office.toml", "kiosk.toml", "pc.toml")


def main(config):
    place = 0
    while True:
        place += 1
        folder.staged(config, dict.fromkeys(FILES, f"# {place}\n"))
        folder.replace(config, f"{place}")
        sys.stdout.write(f"{place}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
