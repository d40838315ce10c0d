"""What somebody should look after, as long as it lasts; every counter is told."""

import threading
from collections.abc import Callable

from shared.wire.messages import Notice, Notices


class Board:
    """The notices that hang out now, one of a code; any thread may change them.

    What is about the hub hangs on the board above those of its offices.
    """

    def __init__(self, above: "Board | None" = None) -> None:
        """Show what hangs on the board *above* as well."""
        self._above = above
        self._lock = threading.Lock()
        self._now: dict[str, Notice] = {}
        self._listeners: list[Callable[[], None]] = []

    def listen(self, changed: Callable[[], None]) -> None:
        """Call *changed*, in whatever thread, when there are others."""
        if self._above is not None:
            self._above.listen(changed)
        with self._lock:
            self._listeners.append(changed)

    def ignore(self, changed: Callable[[], None]) -> None:
        """Call *changed* no more."""
        if self._above is not None:
            self._above.ignore(changed)
        with self._lock:
            self._listeners.remove(changed)

    def all(self) -> Notices:
        """Return what hangs out, the oldest first, of one moment by its code."""
        above = () if self._above is None else self._above.all().list
        with self._lock:
            own = tuple(self._now.values())
        return Notices(list=tuple(sorted(above + own, key=_turn)))

    def put(self, code: str, at: int, **parts: str | int) -> None:
        """Hang out *code*, since *at*; one that hangs there with other *parts* goes."""
        with self._lock:
            before = self._now.get(code)
            if before is not None and before.parts == parts:
                return
            self._now[code] = Notice(code=code, at=at, parts=parts)
        self._tell()

    def take(self, code: str) -> None:
        """Take *code* away, if it hangs there."""
        with self._lock:
            if self._now.pop(code, None) is None:
                return
        self._tell()

    def _tell(self) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for changed in listeners:
            changed()


def _turn(notice: Notice) -> tuple[int, str]:
    return notice.at, notice.code
