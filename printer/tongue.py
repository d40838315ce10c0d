"""What a virtual printer says: answers to questions, and reports of its own."""

from random import Random

from printer.abilities import Abilities
from printer.faults import Faults
from printer.reading import Command

EMPTIED = b"\x37\x25\0"
# GS I, from Epson's reference: numbers for 1 to 3, blocks of text from 65 on.
ABOUT_ITSELF = {
    1: b"\x20",
    2: b"\x02",
    3: b"\x0b",
    65: b"_1.0\0",
    66: b"_MOT CUA\0",
    67: b"_Virtual printer\0",
}


class Tongue:
    """Speaks for a printer with *faults* that *can* answer some questions."""

    def __init__(self, faults: Faults, can: Abilities, seed: int) -> None:
        """*seed* makes the nonsense it says when its wire is disturbed."""
        self._faults = faults
        self._can = can
        self._nonsense = Random(seed)
        self._reports = False
        self._out = bytearray()

    @property
    def silent(self) -> bool:
        """Whether everything it has said has been heard."""
        return not self._out

    def heard(self) -> bytes:
        """Return what it has said since the last time."""
        said = bytes(self._out)
        self._out.clear()
        return said

    def reset(self) -> None:
        """Report nothing by itself any more, as after ESC @."""
        self._reports = False

    def lose(self) -> None:
        """Lose what nobody has heard yet, as when the power goes."""
        self._out.clear()
        self.reset()

    def tell(self, question: int) -> None:
        """Answer DLE EOT with *question*, 1 to 4."""
        if self._can.dle:
            self._say(bytes((self._faults.told(question),)))

    def confirm_clear(self) -> None:
        """Say that the buffer has been emptied."""
        self._say(EMPTIED)

    def report(self) -> None:
        """Report how things are, where that is wanted."""
        if self._reports:
            self._say(self._faults.report())

    def answer(self, command: Command) -> bool:
        """Answer *command* and return whether it asked for that."""
        rest = command.rest
        match command.name:
            case b"\x1da" if self._can.asb:
                self._reports = rest[0] != 0
                self.report()
            case b"\x1dr" if self._can.gs_r:
                self._say(bytes((0x03 if self._faults.near_end else 0,)))
            case b"\x1dI" if self._can.gs_i:
                self._say(ABOUT_ITSELF.get(rest[0], b""))
            case b"\x1d(" if rest[:5] == b"H\x06\0\x30\x30" and self._can.gs_h:
                self._say(b"\x37\x22" + rest[5:9] + b"\0")
            case _:
                return False
        return True

    def _say(self, words: bytes) -> None:
        if self._faults.mute or self._faults.dead:
            return
        if self._faults.garbage:
            words = self._nonsense.randbytes(len(words))
        self._out += words
