"""Says in the words of the office what is wrong with a file of answers."""

import re
from collections.abc import Callable, Mapping

from shared.config import ConfigError

Mistakes = Mapping[str, str]
"""The sentences and the kinds of values, by the keys used here."""


def told(error: ConfigError, words: Mistakes) -> str:
    """Return *error* in *words*; what is none of the usual mistakes stays as it is."""
    reason = re.sub(r" - at `.*$", "", error.reason)
    for shape, say in SHAPES.items():
        if found := re.fullmatch(shape, reason):
            said = say(words, found)
            where = error.key or "-"
            return words["where"].format(file=error.path, key=where, reason=said)
    return str(error)


def _kinds(words: Mistakes, kinds: str) -> str:
    """Return what values of *kinds*, such as ``bool | null``, are called."""
    known = (each for each in kinds.split(" | ") if each != "null")
    return ", ".join(words.get(each, each) for each in known)


SHAPES: Mapping[str, Callable[[Mistakes, re.Match[str]], str]] = {
    r"Expected `([a-z| ]+)`, got `([a-z]+)`": lambda words, found: words["type"].format(
        wanted=_kinds(words, found[1]), given=_kinds(words, found[2])
    ),
    r"Expected `[a-z]+` >= ([\d.]+)": lambda words, found: words["least"].format(
        limit=f"{float(found[1]):g}"
    ),
    r"Expected `[a-z]+` <= ([\d.]+)": lambda words, found: words["most"].format(
        limit=f"{float(found[1]):g}"
    ),
    r"Invalid enum value '?(.*?)'?": lambda words, found: words["choice"].format(
        given=found[1]
    ),
    r"Object missing required field `(.*)`": lambda words, found: words[
        "missing"
    ].format(name=found[1]),
    r"unknown key `(.*)`": lambda words, found: words["unknown"].format(name=found[1]),
    r"(?:No such file or directory|there is no such file.*)": lambda words, _: words[
        "no_file"
    ],
}
"""What the reader of files says, and how it is said here."""
