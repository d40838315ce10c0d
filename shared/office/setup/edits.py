"""Changes values in a TOML file that people have written, and nothing around them.

Every comment stays where it is. A setting that stands there as a comment is taken
into use at that place.
"""

import re
from typing import Any

import tomlkit
from tomlkit.items import InlineTable


def with_values(text: str, values: dict[str, Any], *, section: str = "") -> str:
    """Return the TOML *text* with other *values*, by key; a None takes the key out.

    With a *section* the keys are those of that table, which must be there.
    """
    for key, value in values.items():
        if value is not None:
            text = _in_use(text, key, section)
    document = tomlkit.parse(text)
    table: Any = document[section] if section else document
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        elif table.get(key) != value:
            table[key] = value
    return tomlkit.dumps(document)


def uncommented(text: str, first: str, last: str) -> str:
    """Return *text* with a block of comments in use, ``# first`` to ``# last``."""
    pattern = rf"^# {re.escape(first)}\n(?:#.*\n)*?# {re.escape(last)}$"

    def bare(found: re.Match[str]) -> str:
        return re.sub(r"^# ?", "", found[0], flags=re.MULTILINE)

    return re.sub(pattern, bare, text, count=1, flags=re.MULTILINE)


def words(**values: str) -> InlineTable:
    """Return a name by language, on one line; a language without a word is left out."""
    said = {language: word for language, word in values.items() if word}
    document = tomlkit.parse("name = { " + ", ".join(f'{k} = ""' for k in said) + " }")
    table = document["name"]
    assert isinstance(table, InlineTable)
    for language, word in said.items():
        table[language] = word
    return table


def _in_use(text: str, key: str, section: str) -> str:
    """Return *text* where the line ``# key = …`` of a section has lost its ``#``."""
    start, end = _lines_of(text, section)
    part = text[start:end]
    if re.search(rf"^{key} *=", part, flags=re.MULTILINE):
        return text
    part = re.sub(rf"^# ({key} = )", r"\1", part, count=1, flags=re.MULTILINE)
    return text[:start] + part + text[end:]


def _lines_of(text: str, section: str) -> tuple[int, int]:
    """Return where the lines of a section begin and end, comments of tables too."""
    start = 0
    if section:
        head = re.search(rf"^\[{re.escape(section)}\]", text, flags=re.MULTILINE)
        start = head.end() if head else len(text)
    after = re.compile(r"^(?:# )?\[", flags=re.MULTILINE).search(text, start)
    return start, after.start() if after else len(text)
