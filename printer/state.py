"""How printers are, as data: light to import, for screens and reports."""

from dataclasses import dataclass

READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterNow:
    """How one printer is, for a technician."""

    name: str
    """Where it is, as the settings say it."""

    trouble: str = ""
    """The code of what is wrong with it; empty if nothing is."""

    metres: int | None = None
    """How much is left on its roll, if it is known."""

    low: bool = False
    """A new roll should be at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressState:
    """How the printing is, for the staff."""

    printer: str = READY
    """`ready`, or the code of what is wrong with the first printer that is not."""

    can_print: bool = True
    paper: str = "ok"
    """`ok`, `low` or `out`."""

    metres: int | None = None
    """How much is left on the shortest roll, if it is known."""

    unprinted: tuple[str, ...] = ()
    """The numbers without paper, oldest first."""

    printers: tuple[PrinterNow, ...] = ()
    """Each printer by itself, best first."""
