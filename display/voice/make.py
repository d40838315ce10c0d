"""Makes the recordings that come with the display, with espeak-ng.

A tool for whoever changes the wording; the programs never import it. It needs the
wheel `espeakng-loader`, which is GPL-3: what it speaks is not.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from display.voice.clips import SHIPPED, names, texts
from shared.sound.clips import CHIME
from shared.sound.finishing import chime, finished
from shared.sound.making import record
from shared.sound.samples import write
from shared.sound.voices import Voice


def main(argv: Sequence[str] | None = None) -> int:
    """Make the recordings of every voice anew."""
    parser = argparse.ArgumentParser(
        prog="python -m display.voice.make", description=__doc__
    )
    parser.add_argument(
        "--out", type=Path, default=SHIPPED, metavar="DIR", help="usually beside this"
    )
    folder: Path = parser.parse_args(argv).out
    for voice in Voice:
        record(voice, texts(voice), folder / voice)
        write(folder / voice / f"{CHIME}.wav", finished(chime()))
        print(f"{voice}: {len(names(voice))} recordings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
