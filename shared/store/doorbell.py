"""Rings where several hubs share a database, so that the others look at once.

It is no more than a doorbell: what has happened stands in the records. Whoever does
not hear it finds the same a second later by looking, so nothing is told twice here
and nothing is waited for.
"""

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Engine

from shared.store.errors import StoreUnavailable
from shared.store.session import Session

log = logging.getLogger(__name__)

CHANNEL = "motcua"
LARGEST = 7_900
"""Bytes that one notice may have; the server takes 7,999."""

TOGETHER_SECONDS = 0.05
"""So long the bell waits for more that it could tell with the same ring."""

RETRY_SECONDS = 1.0
"""So often at most a server that has gone is looked for."""


class Bell:
    """Tells other hubs up to which event the records go; it never holds anybody up."""

    def __init__(self, engine: Engine, *, together: float = TOGETHER_SECONDS) -> None:
        """Ring at the server of *engine*, at most once in *together* seconds."""
        self._session = Session(engine, "motcua-bell")
        self._together = together
        self._lock = threading.Lock()
        self._untold: dict[str, int] = {}
        self._news = threading.Event()
        self._ended = threading.Event()
        self._silent = False
        self._thread = threading.Thread(target=self._live, name="bell")

    def start(self) -> None:
        """Begin to ring, in a thread of its own."""
        self._thread.start()

    def ring(self, office: str, seq: int) -> None:
        """Let others know soon that *office* is at event *seq*; from any thread."""
        with self._lock:
            self._untold[office] = seq
        self._news.set()

    def stop(self) -> None:
        """Ring no more, and wait for that."""
        self._ended.set()
        self._news.set()
        self._session.cut()
        self._thread.join()
        self._session.close()

    def _live(self) -> None:
        while not self._ended.is_set():
            self._news.wait()
            # More may come in the meantime; all of it goes with one ring.
            self._ended.wait(self._together)
            self._news.clear()
            with self._lock:
                untold, self._untold = self._untold, {}
            if untold and not self._ended.is_set():
                self._tell(untold)

    def _tell(self, untold: Mapping[str, int]) -> None:
        try:
            self._session.open()
            for text in texts_of(untold):
                statement = "SELECT pg_notify(%(channel)s, %(text)s)"
                self._session.rows(statement, channel=CHANNEL, text=text)
            self._silent = False
        except StoreUnavailable as error:
            if not self._silent and not self._ended.is_set():
                log.warning("other hubs find by looking what was written: %s", error)
            self._silent = True
            self._ended.wait(RETRY_SECONDS)


class Listener:
    """Hears the bells of all hubs; a server that has gone is looked for again."""

    def __init__(self, engine: Engine) -> None:
        self._session = Session(engine, "motcua-listener")
        self._ended = threading.Event()
        self._deaf = False

    def wait(self, seconds: float) -> dict[str, int]:
        """Return what was rung, as soon as there is any, else after so many seconds.

        The last event by office. It may be less than there is, or nothing.
        """
        try:
            if not self._session.is_open:
                self._session.open()
                self._session.rows(f"LISTEN {CHANNEL}")
            heard = list(self._session.heard(seconds))
            self._deaf = False
        except StoreUnavailable as error:
            if not self._deaf and not self._ended.is_set():
                log.warning("looking takes the place of hearing: %s", error)
            self._deaf = True
            self._ended.wait(seconds)
            return {}
        rung: dict[str, int] = {}
        for text in heard:
            for office, seq in rings_in(text):
                rung[office] = max(seq, rung.get(office, 0))
        return rung

    def stop(self) -> None:
        """Let whoever waits wait no longer; from any thread."""
        self._ended.set()
        self._session.cut()

    def close(self) -> None:
        """Let the connection go, once nobody waits."""
        self._session.close()


def texts_of(rings: Mapping[str, int]) -> Iterator[str]:
    """Give notices that hold all *rings*, none of them too large."""
    text = ""
    for office, seq in rings.items():
        ring = f"{office} {seq};"
        if len((text + ring).encode()) > LARGEST:
            yield text
            text = ""
        text += ring
    if text:
        yield text


def rings_in(text: str) -> Iterable[tuple[str, int]]:
    """Return the offices in a notice, each with its last event.

    What makes no sense is passed over: anybody may tell anything on a channel.
    """
    for ring in text.split(";"):
        office, _, seq = ring.rpartition(" ")
        if office and seq.isascii() and seq.isdigit():
            yield office, int(seq)
