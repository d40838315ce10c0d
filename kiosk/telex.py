"""Telex: one key after the other becomes Vietnamese (*kiểu gõ Telex*).

Marks: ``aa ee oo`` for â ê ô, ``w`` for ă ơ ư, ``dd`` for đ. Tones, anywhere after
the vowel: ``s f r x j`` for á à ả ã ạ, ``z`` for none. The same key again takes the
mark back and is a letter.
"""

import re
from unicodedata import normalize

TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
TONE_MARKS = frozenset(TONES.values())
HATS = {"a": "â", "e": "ê", "o": "ô"}
HORNS = {"a": "ă", "o": "ơ", "u": "ư"}
VOWELS = "aăâeêioôơuưy"
MARKED = "ăâêôơư"
CLUSTER = re.compile(rf"^(?P<head>.*?)(?P<vowels>[{VOWELS}]+)(?P<tail>[^{VOWELS}]*)$")
SECOND = frozenset({"oa", "oe", "uy"})
"""In these pairs the tone stands on the second vowel, as in *hoá* and *huỷ*."""


def typed(text: str, key: str) -> str:
    """Return *text* after the key of a letter or the space bar was touched."""
    *before, word = text.split(" ")
    return " ".join((*before, _word(word, key.lower()) if key != " " else f"{word} "))


def _word(word: str, key: str) -> str:
    bare, tone = _without_tone(word)
    if key in TONES and CLUSTER.match(bare):
        if tone == TONES[key]:
            return bare + key
        return _with_tone(bare, TONES[key])
    if key == "z" and tone:
        return bare
    return _with_tone(_with_letter(bare, key), tone)


def _with_letter(bare: str, key: str) -> str:
    """Return *bare* with a mark on it, or with one more letter."""
    last = bare[-1:]
    if key == "d" and bare[:1] == "d":
        return "đ" + bare[1:]
    if key in HATS and last in (key, HATS[key]):
        return bare[:-1] + (HATS[key] if last == key else key + key)
    if key == "d" and bare == "đ":
        return "dd"
    if key == "w":
        return _horned(bare)
    return bare + key


def _horned(bare: str) -> str:
    """Return *bare* with the marks of the key w on its last vowels."""
    parts = CLUSTER.match(bare)
    if parts is None:
        return bare + "ư"
    head, vowels, tail = parts["head"], parts["vowels"], parts["tail"]
    if head.endswith("q") and vowels[0] == "u" and vowels[1:]:
        head, vowels = head + "u", vowels[1:]
    for plain, marked in (("uo", "ươ"), ("ưo", "ươ"), ("uơ", "ươ"), ("ua", "ưa")):
        if vowels.startswith(plain):
            return head + marked + vowels[2:] + tail
    for place in reversed(range(len(vowels))):
        if vowels[place] in HORNS:
            marked = vowels[:place] + HORNS[vowels[place]] + vowels[place + 1 :]
            return head + marked + tail
    return _plain(bare) + "w"


def _plain(bare: str) -> str:
    """Return *bare* without the marks that the key w makes."""
    return bare.translate(str.maketrans("ăơư", "aou"))


def _with_tone(bare: str, tone: str) -> str:
    parts = CLUSTER.match(bare)
    if not tone or parts is None:
        return bare
    at = parts.start("vowels") + _toned(parts["head"], parts["vowels"], parts["tail"])
    return bare[:at] + normalize("NFC", bare[at] + tone) + bare[at + 1 :]


def _toned(head: str, vowels: str, tail: str) -> int:
    """Return which of *vowels* carries the tone."""
    first = head[-1:] + vowels[:1]
    skipped = 1 if len(vowels) > 1 and first in ("qu", "gi") else 0
    core = vowels[skipped:]
    marked = [place for place, letter in enumerate(core) if letter in MARKED]
    if marked:
        return skipped + marked[-1]
    inner = len(core) > 2 or (len(core) == 2 and (tail or core in SECOND))
    return skipped + (1 if inner else 0)


def _without_tone(word: str) -> tuple[str, str]:
    """Return *word* without its tone, and the tone."""
    letters = normalize("NFD", word)
    tone = next((letter for letter in letters if letter in TONE_MARKS), "")
    bare = "".join(letter for letter in letters if letter not in TONE_MARKS)
    return normalize("NFC", bare), tone
