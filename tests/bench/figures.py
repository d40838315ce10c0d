"""What a bench hands back: rows of a table, and everything that went wrong."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

HEADS = ("what", "records", "measured", "floor in the same run", "ratio", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    what: str
    records: str = ""
    """The database, where it matters."""

    measured: str
    floor: str = ""
    """What the least that could do it gave in the same run."""

    ratio: str = ""
    target: str = ""
    reached: bool | None = None
    """Whether the target was reached; it never decides how the bench ends."""


@dataclass(slots=True)
class Report:
    """The rows of a bench, and what was lost, doubled, missing or wrong."""

    rows: list[Row] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Report") -> "Report":
        self.rows += other.rows
        self.errors += other.errors
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How long something took, in milliseconds: in the middle, and nearly always."""

    p50: float
    p99: float

    def __str__(self) -> str:
        return f"p50 {self.p50:.1f}, p99 {self.p99:.1f} ms"

    def within(self, p50: float, p99: float) -> bool:
        """Return whether both stay below these milliseconds."""
        return self.p50 <= p50 and self.p99 <= p99


def spread(seconds: Iterable[float]) -> Spread:
    """Return the middle and the 99th percentile of *seconds*, of which there is one."""
    times = sorted(seconds)
    last = len(times) - 1
    return Spread(p50=times[last // 2] * 1e3, p99=times[round(last * 0.99)] * 1e3)


def table(rows: Sequence[Row]) -> str:
    """Return *rows* as a table in Markdown that a person can read as it is."""
    lines = [HEADS, *map(_cells, rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADS))]
    rule = tuple("-" * width for width in widths)
    pad = _padder(widths)
    return "\n".join([pad(HEADS), pad(rule), *map(pad, lines[1:])])


def _cells(row: Row) -> tuple[str, ...]:
    verdict = {True: " ✓", False: " missed", None: ""}[row.reached]
    target = f"{row.target}{verdict}"
    return (row.what, row.records, row.measured, row.floor, row.ratio, target)


def _padder(widths: Sequence[int]) -> Callable[[Sequence[str]], str]:
    def pad(cells: Sequence[str]) -> str:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        return f"| {' | '.join(padded)} |"

    return pad
