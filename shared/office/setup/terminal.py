"""Asks on a plain terminal, line by line; Enter keeps what stands in brackets."""

import unicodedata
from collections.abc import Callable, Sequence

from shared.office.setup.words import Words

LONGEST = 120
"""Letters of an answer; a name longer than that fits no screen."""


class BrokenOff(Exception):
    """Whoever was asked has gone, or wants to stop."""


class Terminal:
    """Whoever sits at the keyboard."""

    def __init__(
        self,
        words: Words,
        read: Callable[[str], str] = input,
        write: Callable[[str], object] = print,
    ) -> None:
        """Ask with *read*, which shows its argument; tell with *write*."""
        self.words = words
        self._read = read
        self._write = write

    def say(self, *lines: str) -> None:
        """Show *lines*."""
        for line in lines:
            self._write(line)

    def text(
        self,
        question: str,
        default: str,
        wrong: Callable[[str], str | None] = lambda _: None,
    ) -> str:
        """Return what was typed, or *default*; *wrong* says what is the matter with it.

        Raises:
            BrokenOff: Nobody answers any more.
        """
        prompt = f"  {question} [{default}]: " if default else f"  {question}: "
        while True:
            answer = self._line(prompt) or default
            trouble = wrong(answer) if len(answer) <= LONGEST else self.words.too_long
            if trouble is None:
                return answer
            self.say(f"    {trouble}")

    def yes(self, question: str, *, default: bool) -> bool:
        """Return whether the answer is yes."""
        words = self.words
        usual = words.yes if default else words.no
        known = {words.yes[0]: True, words.no[0]: False, "y": True, "n": False}

        def wrong(answer: str) -> str | None:
            fits = answer[:1].casefold() in known
            return None if fits else words.yes_or_no

        answer = self.text(f"{question} ({words.yes}/{words.no})", usual, wrong)
        return known[answer[0].casefold()]

    def number(
        self, question: str, default: float, lowest: float, highest: float
    ) -> float:
        """Return a number from *lowest* to *highest*; a decimal comma will do."""

        def wrong(answer: str) -> str | None:
            value = _number(answer)
            if value is None or not lowest <= value <= highest:
                return self.words.number_between.format(
                    lowest=f"{lowest:g}", highest=f"{highest:g}"
                )
            return None

        answer = self.text(question, f"{default:g}", wrong)
        return _number(answer) or 0.0

    def choice(self, question: str, options: Sequence[str], default: int) -> int:
        """Return which of *options* was chosen, from 0."""
        for place, option in enumerate(options, 1):
            self.say(f"    {place}. {option}")
        return int(self.number(question, default + 1, 1, len(options))) - 1

    def digits(
        self, question: str, default: Sequence[str], known: Sequence[str]
    ) -> tuple[str, ...]:
        """Return some of *known*, typed as ``1, 2`` or ``1 2``; ``-`` is none."""

        def wrong(answer: str) -> str | None:
            strange = [each for each in _ids(answer) if each not in known]
            if not strange:
                return None
            return self.words.unknown_ids.format(
                ids=", ".join(strange), known=", ".join(known)
            )

        return _ids(self.text(question, ", ".join(default) or "-", wrong))

    def _line(self, prompt: str) -> str:
        try:
            answer = self._read(prompt)
        except (EOFError, KeyboardInterrupt) as error:
            raise BrokenOff from error
        plain = unicodedata.normalize("NFC", answer)
        return " ".join("".join(c for c in plain if c.isprintable()).split())


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _ids(text: str) -> tuple[str, ...]:
    """Return the ids in *text*, each once, in the order they were typed."""
    parts = text.replace(",", " ").replace("-", " ").split()
    return tuple(dict.fromkeys(parts))
