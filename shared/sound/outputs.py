"""Which speaker the settings mean."""

from pathlib import Path
from types import ModuleType

from shared.sound.errors import NoSpeaker
from shared.sound.recorder import WavSpeaker
from shared.sound.speaker import Opener, Side, Speaker

SILENT = "silent"
FILE = "file:"


def outputs() -> list[str]:
    """Return the names of the machine's outputs.

    Raises:
        NoSpeaker: There are none.
    """
    names: list[str] = _machine().output_names()
    return names


def opener_of(output: str, side: Side = Side.BOTH) -> Opener:
    """Return what opens *output*.

    It is a part of the name of one of the machine's outputs, empty for the usual
    one; `silent`, heard by nobody; or `file:heard.wav`, written down at the pace
    at which it would be heard.
    """

    def machine(name: str = "", *, silent: bool = False) -> Speaker:
        speaker: Speaker = _machine().MachineSpeaker(
            name=name, side=side, silent=silent
        )
        return speaker

    def open_() -> Speaker:
        if output == SILENT:
            return machine(silent=True)
        if output.startswith(FILE):
            path = Path(output.removeprefix(FILE))
            return WavSpeaker(path, machine(silent=True))
        return machine(output)

    return open_


def _machine() -> ModuleType:
    """Return what speaks with miniaudio.

    Only who wants sound waits for the library, and not in the thread of the screen.
    """
    try:
        from shared.sound import machine
    except ImportError as error:
        raise NoSpeaker(f"install miniaudio: {error}") from error
    return machine
