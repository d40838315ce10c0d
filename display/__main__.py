"""The display on the wall, and the words that try out its voice.

``say`` and ``voice`` need no screen: Qt is imported only when a screen is wanted.
"""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the first word says; without such a word, run the display."""
    words = list(sys.argv[1:] if argv is None else argv)
    match words[:1]:
        case ["say"]:
            from display import say

            return say.main(words[1:])
        case ["voice"]:
            from display.voice import check

            return check.main(words[1:])
        case _:
            from display import program

            return program.main(words)


if __name__ == "__main__":
    sys.exit(main())
