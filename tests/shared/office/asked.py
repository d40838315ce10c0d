"""Somebody at the keyboard, who types what a test wants."""

from shared.config import load
from shared.office.setup.interview import Interview, plans_of
from shared.office.setup.present import answers_in
from shared.office.setup.terminal import Terminal
from shared.office.setup.words import Words
from tests.programs import ROOT

WORDS = load(ROOT / "config" / "texts.vi.toml", Words, section="setup")


class Person:
    """Answers by the words of the question, with Enter to all others.

    What is typed is a mapping from a part of the question to the lines for it, one
    each time it is asked; an exception is raised instead.
    """

    def __init__(self, typed=()):
        self._typed = {part: list(lines) for part, lines in dict(typed).items()}
        self.seen = []
        self.terminal = Terminal(WORDS, self._read, self.seen.append)

    def _read(self, question):
        self.seen.append(question)
        for part, lines in self._typed.items():
            if part in question and lines:
                line = lines.pop(0)
                if isinstance(line, BaseException):
                    raise line
                return line
        return ""

    @property
    def text(self):
        return "\n".join(self.seen)


def answered(config, typed=(), printers=()):
    """Return what a person answers about the folder *config*, and the person."""
    person = Person(typed)
    interview = Interview(
        terminal=person.terminal, plans=plans_of(config), find=lambda: list(printers)
    )
    return interview.hold(answers_in(config)), person
