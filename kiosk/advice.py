"""What a citizen is told after a scan that led to nothing."""

from kiosk.picture import Screen, Visit
from kiosk.texts import Texts


def advice_of(screen: Screen, visit: Visit, texts: Texts) -> str:
    """Return what to do about the last scan of *visit*; empty if there is nothing."""
    match visit.scan, screen:
        case "early", Screen.HOME | Screen.SEARCH:
            return texts.card.choose_first
        case "early", Screen.CONFIRM | Screen.PAPERS:
            return texts.card.agree_first
        case "unreadable", Screen.CARD:
            return texts.card.unreadable
        case _:
            return ""
