"""Sums up what the stations of an office told: counts, and how long things took."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from shared.office.program import Fact


class Tally:
    """The figures of one run, from the facts of all stations."""

    def __init__(self) -> None:
        self._stored: list[Fact] = []
        self._printed: list[Fact] = []
        self._called: list[Fact] = []
        self._painted: dict[tuple[str, str], int] = {}
        self._finished = 0

    def take(self, _station: str, fact: Fact) -> None:
        """Take in one fact."""
        match fact["event"]:
            case "stored":
                self._stored.append(fact)
            case "printed":
                self._printed.append(fact)
            case "called":
                self._called.append(fact)
            case "finished":
                self._finished += 1
            case "painted" if not fact.get("recall"):
                self._painted.setdefault((fact["number"], fact["counter"]), fact["at"])
            case _:
                pass

    def figures(self, tickets: int, seconds: float) -> dict[str, Any]:
        """Return the summary, *tickets* being the pieces of paper that came out."""
        numbers = Counter(fact["number"] for fact in self._stored)
        shown = [fact for fact in self._called if _key(fact) in self._painted]
        return {
            "issued": len(self._stored),
            "printed": tickets,
            "called": len(self._called),
            "finished": self._finished,
            "shown_on_display": len(shown),
            "duplicates": sum(times - 1 for times in numbers.values()),
            "seconds": round(seconds, 1),
            "touch_to_stored_ms": spread(fact["ms"] for fact in self._stored),
            "touch_to_printed_ms": spread(fact["ms"] for fact in self._printed),
            "call_to_painted_ms": spread(
                self._painted[_key(fact)] - fact["pressed_at"] for fact in shown
            ),
        }


def spread(milliseconds: Iterable[float]) -> dict[str, float | None]:
    """Return the median and the 99th percentile, None where nothing was measured."""
    ordered = sorted(milliseconds)
    return {"p50": _rank(ordered, 0.50), "p99": _rank(ordered, 0.99)}


def sentence(figures: dict[str, Any]) -> str:
    """Return the summary as one line for people."""
    words = (
        "{issued} issued, {printed} printed, {called} called, "
        "{shown_on_display} shown, {finished} finished, {duplicates} duplicates "
        "in {seconds} s; "
    )
    times = ", ".join(
        f"{name.removesuffix('_ms').replace('_', ' ')} {value['p50']}/{value['p99']} ms"
        for name, value in figures.items()
        if isinstance(value, dict)
    )
    return words.format(**figures) + f"p50/p99: {times}"


def _key(fact: Fact) -> tuple[str, str]:
    return fact["number"], fact["counter"]


def _rank(ordered: Sequence[float], share: float) -> float | None:
    return ordered[ceil(share * len(ordered)) - 1] if ordered else None
