"""How long each screen of the kiosk stays when nobody touches it."""

from dataclasses import dataclass

from kiosk.picture import Screen, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the kiosk stays as it is without a touch, in seconds."""

    idle: float = 30.0
    thanks: float = 6.0
    noting: float = 60.0
    """A number that has no paper stays so long."""

    late: float = 4.0
    """After so long without an answer the citizen is told."""

    giving_up: float = 60.0
    """So long later the wish is dropped, and the kiosk is there for the next."""

    recovery: float = 60.0
    """After so long out of service the kiosk tries again: nobody restarts it."""


def seconds_for(
    stage: Screen, visit: Visit, patience: Patience, *, missed: bool, undo: int = 0
) -> float | None:
    """Return how long *stage* stays, or None while it has no end by itself.

    *missed* says whether somebody would miss what is on the screen, *undo* for how
    many seconds the number may still be given back: so long that must be in reach.
    """
    lasting = {
        Screen.HOME: patience.idle if missed else None,
        Screen.SEARCH: patience.idle,
        Screen.CONFIRM: patience.idle,
        Screen.PAPERS: patience.idle,
        Screen.CARD: patience.idle,
        Screen.REFUSED: patience.idle,
        Screen.UNDO: patience.idle,
        Screen.UNDONE: patience.idle,
        Screen.KEPT: patience.idle,
        Screen.PRINTING: patience.late if visit.given is None else None,
        Screen.LATE: patience.giving_up,
        Screen.TAKE: max(patience.thanks, undo),
        Screen.UNPRINTED: patience.noting,
        Screen.OUT_OF_SERVICE: patience.recovery,
    }
    return lasting.get(stage)
