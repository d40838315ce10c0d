"""Makes the recordings of the kiosk, with espeak-ng: ours, or an office's own.

A tool for whoever changes the wording or the services; no program imports it. It
needs the wheels `espeakng-loader` (GPL-3: what it speaks is not) and `soundfile`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.procedures import procedures_of
from kiosk.settings import KioskSettings
from kiosk.texts import texts_of
from kiosk.voice.clips import SHIPPED
from kiosk.voice.said import said_by
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.sound.making import record
from shared.sound.packing import pack
from shared.sound.voices import Voice

NAME = "python -m kiosk.voice.make"


def main(argv: Sequence[str] | None = None) -> int:
    """Make the recordings of every voice anew; 2 if the settings are wrong."""
    parser = argparse.ArgumentParser(prog=NAME, description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("config"), metavar="DIR")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where to; without it, ours are made"
    )
    arguments = parser.parse_args(argv)
    folder: Path | None = arguments.out
    try:
        settings = load(arguments.config / "kiosk.toml", KioskSettings)
        plan = load(arguments.config / "office.toml", Plan)
        texts = texts_of(settings.texts)
        procedures = procedures_of(settings.procedures) if folder else ()
    except (ConfigError, ValueError) as error:
        parser.exit(2, f"{NAME}: {error}\n")
    for voice in Voice:
        said = said_by(voice, texts, plan, procedures)
        record(voice, said, (folder or SHIPPED) / voice, keep=pack)
        print(f"{voice}: {len(said)} recordings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
