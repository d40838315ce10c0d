"""Numbers in words, as they are read aloud in the North, in the South, in English.

A number becomes a tuple of words, because each word is also a recording. A hyphen
is a word of its own: ``("twenty", "-", "one")``. The words for Vietnamese are the
project's own: the usual library is wrong above 999.
"""

from dataclasses import dataclass
from string import ascii_uppercase

Words = tuple[str, ...]

LONGEST = 6
"""Numbers of more digits are only read digit by digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vietnamese:
    """How a part of the country reads numbers."""

    zero_tens: str
    """What stands for missing tens: *một trăm linh một*."""

    thousand: str
    four: str
    """The unit 4 after *mươi*."""

    def digits(self, number: str) -> Words:
        """Return the decimal digits and letters A to Z of *number*, one by one."""
        return tuple(_BASE[int(c)] if c.isdigit() else _LETTERS[c] for c in number)

    def cardinal(self, number: int) -> Words:
        """Return *number*, from 0 to 999,999, in words."""
        thousands, rest = divmod(number, 1_000)
        if not thousands:
            return self._hundreds(rest)
        head = (*self._hundreds(thousands), self.thousand)
        return (*head, *self._hundreds(rest, whole=True)) if rest else head

    def _hundreds(self, number: int, *, whole: bool = False) -> Words:
        """Return 0 to 999; as the rest of a *whole* number with its zero hundred."""
        hundreds, rest = divmod(number, 100)
        if not hundreds and not whole:
            return self._tens(rest)
        head = (_BASE[hundreds], "trăm")
        if not rest:
            return head
        zero = (self.zero_tens,) if rest < 10 else ()
        return (*head, *zero, *self._tens(rest))

    def _tens(self, number: int) -> Words:
        tens, unit = divmod(number, 10)
        if not tens:
            return (_BASE[unit],)
        head = ("mười",) if tens == 1 else (_BASE[tens], "mươi")
        if not unit:
            return head
        return (*head, self._unit(unit, after_ten=tens == 1))

    def _unit(self, unit: int, *, after_ten: bool) -> str:
        if unit == 5:
            return "lăm"
        if after_ten:
            return _BASE[unit]
        return {1: "mốt", 4: self.four}.get(unit, _BASE[unit])


class English:
    """How numbers are read in English."""

    def digits(self, number: str) -> Words:
        """Return the decimal digits and letters A to Z of *number*, one by one."""
        return tuple(_ONES[int(c)] if c.isdigit() else c for c in number)

    def cardinal(self, number: int) -> Words:
        """Return *number*, from 0 to 999,999, in words."""
        thousands, rest = divmod(number, 1_000)
        if not thousands:
            return self._hundreds(rest)
        head = (*self._hundreds(thousands), "thousand")
        if not rest:
            return head
        joint = ("and",) if rest < 100 else ()
        return (*head, *joint, *self._hundreds(rest))

    def _hundreds(self, number: int) -> Words:
        hundreds, rest = divmod(number, 100)
        if not hundreds:
            return self._tens(rest)
        head = (_ONES[hundreds], "hundred")
        return (*head, "and", *self._tens(rest)) if rest else head

    def _tens(self, number: int) -> Words:
        if number < 20:
            return (_ONES[number],)
        tens, unit = divmod(number, 10)
        return (_TENS[tens], "-", _ONES[unit]) if unit else (_TENS[tens],)


NORTH = Vietnamese(zero_tens="linh", thousand="nghìn", four="tư")
SOUTH = Vietnamese(zero_tens="lẻ", thousand="ngàn", four="bốn")
ENGLISH = English()

_BASE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_NAMES_OF_LETTERS = (
    "a,bê,xê,dê,e,ép phờ,giê,hát,i,gi,ca,e lờ,em mờ,en nờ,o,pê,quy,e rờ,ét xì,tê,u,vê,"
    "vê kép,ích xì,i dài,dét"
)
_LETTERS = dict(zip(ascii_uppercase, _NAMES_OF_LETTERS.split(","), strict=True))
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS = (
    *("", "", "twenty", "thirty", "forty", "fifty"),
    *("sixty", "seventy", "eighty", "ninety"),
)
