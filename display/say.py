"""Says how an announcement is worded, and lets it be heard for trying out."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from display.speech import Announcement, Use, pieces_of
from display.voice.clips import clips_of
from shared.sound.errors import VoiceError
from shared.sound.joining import joined
from shared.sound.outputs import opener_of
from shared.sound.pieces import text_of
from shared.sound.player import play_to_the_end
from shared.sound.samples import write
from shared.sound.voices import Voice

NAME = "motcua-display say"


def main(argv: Sequence[str]) -> int:
    """Print the words of one announcement, in one line."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.counter is None and arguments.use is not Use.MISSED:
        parser.error("which counter? add --counter NUMBER")
    announcement = Announcement(
        number=arguments.number,
        counter=arguments.counter or "",
        use=arguments.use,
        priority=arguments.priority,
        whole=arguments.whole,
    )
    voice = _voice(arguments)
    try:
        pieces = pieces_of(announcement, voice)
        sound = joined(pieces, clips_of(voice, arguments.voice))
        if arguments.wav:
            write(arguments.wav, sound)
        if arguments.play:
            play_to_the_end(sound, opener_of(arguments.output))
    except (VoiceError, OSError) as error:
        parser.error(str(error))
    print(text_of(pieces))
    return 0


class _Parser(argparse.ArgumentParser):
    """Answers a mistake with one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{NAME}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog=NAME, description=__doc__)
    parser.add_argument("number", help="as on the paper: 1007 or A007")
    parser.add_argument("--counter", metavar="NUMBER")
    parser.add_argument(
        "--use",
        type=_use,
        default=Use.CALL,
        metavar="USE",
        help=f"{', '.join(Use)}; usually call",
    )
    parser.add_argument("--priority", action="store_true", help="the number has a star")
    parser.add_argument("--whole", action="store_true", help="read 1007 as one number")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")
    parser.add_argument("--south", action="store_true", help="as in the South")
    parser.add_argument("--wav", type=Path, metavar="FILE", help="write it as sound")
    parser.add_argument("--play", action="store_true", help="let it be heard")
    parser.add_argument(
        "--output",
        default="",
        metavar="NAME",
        help="a part of the output's name, as `motcua-display voice outputs` says",
    )
    parser.add_argument(
        "--voice", type=Path, metavar="DIR", help="with the recordings in this folder"
    )
    return parser


def _use(word: str) -> Use:
    try:
        return Use(word)
    except ValueError:
        known = ", ".join(Use)
        raise argparse.ArgumentTypeError(f"{word!r} is none of {known}") from None


def _voice(arguments: argparse.Namespace) -> Voice:
    if arguments.lang == "en":
        return Voice.ENGLISH
    return Voice.SOUTH if arguments.south else Voice.NORTH
