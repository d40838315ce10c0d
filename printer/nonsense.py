"""Tells the answers of a printer from those of a modem, a terminal or a wrong speed."""

import string

from printer.errors import Garbled, PrinterError, WrongDevice
from printer.ports import Port
from printer.status import Block, Done, Emptied, Listener, Reply, Report, Told

XON_XOFF = b"\x11\x13"
NOISE = 1
"""So many odd bytes may come with an answer: a glitch of the wire."""

TEXT = set(string.printable.encode("ascii")) - set(b"\x0b\x0c")
LETTERS_OF_TEXT = 3


def nonsense(question: bytes, heard: bytes, port: Port) -> PrinterError | None:
    """Return what is wrong if *heard* is no printer's answer to *question*, else None.

    A terminal or a modem repeats the question, or says words; a wire at the wrong
    speed turns an answer into any bytes. Silence is not nonsense.
    """
    words = heard.strip(XON_XOFF + b"\0")
    if question in heard or _caret(question) in heard:
        return WrongDevice(
            port.name, "a terminal or a modem that repeats what it hears"
        )
    if _is_text(words):
        said = " ".join(words.decode("ascii").split())
        return WrongDevice(port.name, f'something that says "{said[:40]}"')
    replies = Listener().hear(heard)
    answered = any(isinstance(reply, Told) for reply in replies)
    odd = len(heard) - sum(_size(reply, answered=answered) for reply in replies)
    odd -= sum(heard.count(byte) for byte in XON_XOFF)
    return Garbled(heard, port.baud) if odd > NOISE * answered else None


def _is_text(words: bytes) -> bool:
    letters = sum(chr(byte).isalpha() for byte in words)
    return letters >= LETTERS_OF_TEXT and set(words) <= TEXT


def _caret(question: bytes) -> bytes:
    """Return how a terminal shows bytes that have no letter: 10 04 as ^P^D."""
    return b"".join(b"^" + bytes((byte ^ 0x40,)) for byte in question)


def _size(reply: Reply, *, answered: bool) -> int:
    """Return how many bytes of sense *reply* is.

    A nameless confirmation comes late from an earlier slip, before an answer; where
    no answer comes it is as good as noise.
    """
    match reply:
        case Told():
            return 1
        case Done(""):
            return int(answered)
        case Report():
            return 4
        case Emptied():
            return 3
        case Done(name):
            return 3 + len(name)
        case Block(text):
            return 2 + len(text)
