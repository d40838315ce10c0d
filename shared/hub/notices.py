"""What somebody should look after, as long as it lasts; every counter is told."""

import threading
from collections.abc import Callable

from shared.wire.messages import Notice, Notices


class Board:
    """The notices that hang out now, one of a code; any thread may change them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now: dict[str, Notice] = {}
        self._changed: Callable[[], None] = lambda: None

    def listen(self, changed: Callable[[], None]) -> None:
        """Call *changed*, in whatever thread, when there are others."""
        self._changed = changed

    def all(self) -> Notices:
        """Return those that hang out, the oldest first."""
        with self._lock:
            return Notices(list=tuple(self._now.values()))

    def put(self, code: str, at: int, **parts: str | int) -> None:
        """Hang out *code*, since *at*; one that hangs there with other *parts* goes."""
        with self._lock:
            before = self._now.get(code)
            if before is not None and before.parts == parts:
                return
            self._now[code] = Notice(code=code, at=at, parts=parts)
        self._changed()

    def take(self, code: str) -> None:
        """Take *code* away, if it hangs there."""
        with self._lock:
            if self._now.pop(code, None) is None:
                return
        self._changed()
