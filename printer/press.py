"""Prints slips on the first printer that can, and knows what became of each.

The number comes first: it is stored before anything here begins, and whatever a
printer does, its slip is printed once, or is known to be missing, or gets a mark.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from printer.errors import PrinterError, PrinterOffline
from printer.jobs import WITHOUT_PAPER, Job, Jobs, JobState
from printer.paper import PaperCounter
from printer.printer import Outcome, printer_of
from printer.settings import PrinterSettings
from printer.slip import Slip
from printer.state import READY, PressState
from printer.station import Station
from shared.journal import Journal

log = logging.getLogger(__name__)

BY_ITSELF = 1
"""So often a slip that may be on paper is sent again without anybody asking."""

STILL_THERE = timedelta(minutes=10) // timedelta(milliseconds=1)
"""Milliseconds after which nobody is expected to stand at the kiosk any more."""

DONE = {Outcome.PRINTED: JobState.PRINTED, Outcome.SENT: JobState.SENT}
OPEN = frozenset({JobState.QUEUED, JobState.UNKNOWN})


class Press:
    """The printers of one kiosk or desk, best first. For one thread at a time."""

    def __init__(
        self,
        stations: Sequence[Station],
        jobs: Jobs,
        now: Callable[[], int],
        day_began: Callable[[], int],
    ) -> None:
        """Go on where *jobs* stands.

        *now* returns milliseconds since 1970, UTC, *day_began* those of the first
        moment of the business day: older slips are not valid any more.
        """
        self._stations = stations
        self._jobs = jobs
        self._now = now
        self._day_began = day_began
        # Whose citizens wait for the paper, or may still do so after a power cut.
        self._waiting_until = {
            job.id: job.at + STILL_THERE for job in jobs if job.state in OPEN
        }

    def warm_up(self) -> None:
        """Draw and reach for the printers before the first slip."""
        for station in self._stations:
            station.printer.warm_up()
            station.look()

    def put(self, id_: str, slip: Slip) -> Job:
        """Print *slip*; the same id again is the same slip.

        Whoever gets it waits for it until `leave` is called.
        """
        job = self._jobs.add(id_, slip, self._now())
        self._waiting_until[id_] = self._now() + STILL_THERE
        return self._print(job) if not job.attempts else job

    def retry(self) -> list[Job]:
        """Print what somebody waits for, if that is possible now; return what moved.

        What may be on paper already is sent once more by itself, with its mark.
        """
        now = self._now()
        self._waiting_until = {
            id_: until for id_, until in self._waiting_until.items() if until > now
        }
        moved = []
        for before in [self._jobs.get(id_) for id_ in self._waiting_until]:
            if before is not None and _may_go(before):
                job = self._print(before)
                if job.state is not before.state:
                    moved.append(job)
        return moved

    def reprint(self, id_: str) -> Job | None:
        """Print it again, marked, because somebody asks for it."""
        job = self._jobs.get(id_)
        return None if job is None else self._print(job, asked=True)

    def settle(self, id_: str, state: JobState) -> Job | None:
        """Take in what a person says: `CONFIRMED` or `NO_PAPER`."""
        self._waiting_until.pop(id_, None)
        job = self._jobs.get(id_)
        return job if job is None else self._jobs.settle(id_, state)

    def leave(self, id_: str) -> None:
        """Take in that nobody waits for it any more."""
        self._waiting_until.pop(id_, None)
        job = self._jobs.get(id_)
        if job is not None and job.state is JobState.QUEUED:
            self._jobs.settle(id_, JobState.NO_PAPER)

    def look(self) -> PressState:
        """Ask the printers how they are, and return how the printing is."""
        self._jobs.forget_before(self._day_began())
        for station in self._stations:
            if station.paper is not None:
                station.paper.look()
            station.look()
        return self.state()

    def state(self) -> PressState:
        """Return how the printing is, as far as it is known."""
        troubles = [station.trouble for station in self._stations]
        first = next((trouble for trouble in troubles if trouble), READY)
        rolls = [each.paper for each in self._stations if each.paper is not None]
        metres = [int(r.left_metres) for r in rolls if r.left_metres is not None]
        low = any(roll.low for roll in rolls)
        return PressState(
            printer=first,
            can_print=not all(troubles),
            paper="out" if "paper_out" in troubles else "low" if low else "ok",
            metres=min(metres, default=None),
            unprinted=tuple(
                job.slip.number for job in self._jobs if job.state in WITHOUT_PAPER
            ),
            printers=tuple(station.now() for station in self._stations),
        )

    def test(self, slip: Slip) -> tuple[str, ...]:
        """Print *slip* on every printer: `ready`, or the code of what was wrong.

        It is nobody's number: no record is kept of it.
        """
        return tuple(station.test(slip) for station in self._stations)

    def new_roll(self) -> None:
        """Take in that somebody has put a new roll into every printer."""
        for station in self._stations:
            if station.paper is not None:
                station.paper.changed()

    def close(self) -> None:
        """Let go of the printers and the journal."""
        for station in self._stations:
            station.printer.close()
        self._jobs.close()

    def _print(self, job: Job, *, asked: bool = False) -> Job:
        """Try one printer after the other until the slip is on paper."""
        for station in self._stations:
            if not (asked or _may_go(job)):
                break
            tried = self._send(job, station)
            if tried is not job and tried.state in DONE.values():
                return tried
            asked = asked and tried.state is not JobState.UNKNOWN
            job = tried
        return job

    def _send(self, job: Job, station: Station) -> Job:
        """Try *station* alone."""
        printer = station.printer

        def begin() -> None:
            self._jobs.begin(job.id, printer.name, self._now())

        error: PrinterError | None = None
        state = JobState.QUEUED
        try:
            state = DONE[printer.print(job.paper(), begin)]
            station.praise()
        except PrinterError as caught:
            error = caught
        except OSError as caught:
            error = PrinterOffline(str(caught))
            error.begun = printer.delivery.sent > 0
        if error is not None:
            station.blame(error)
            state = JobState.UNKNOWN if error.begun else JobState.QUEUED
        station.count()
        begun = self._jobs.get(job.id)
        if begun is None or begun.state is not JobState.SENDING:
            return job  # the printer was not ready: not even the first byte
        if state is JobState.QUEUED and job.begun:
            state = JobState.UNKNOWN  # an earlier attempt may be on paper
        return self._jobs.end(
            job.id,
            state,
            sent=printer.delivery.sent,
            confirmed=printer.delivery.confirmed,
            error=str(error or ""),
        )


def _may_go(job: Job) -> bool:
    """Return whether a slip may be sent without anybody asking for it."""
    if job.state is JobState.UNKNOWN:
        return job.reprints < BY_ITSELF
    return job.state is JobState.QUEUED


def press_of(
    printers: Sequence[PrinterSettings],
    records: Path,
    now: Callable[[], int],
    day_began: Callable[[], int],
) -> Press:
    """Return a press with the printers that are set.

    Its records are files whose names begin with *records*; the two functions are
    those of `Press`.

    Raises:
        ConfigError: A profile's file cannot be used.
    """
    stations = [
        Station(
            printer_of(settings),
            PaperCounter(_beside(records, f"roll-{place}"), settings.roll_metres),
        )
        for place, settings in enumerate(printers, 1)
    ]
    jobs = _jobs_in(_beside(records, "slips"), day_began())
    return Press(stations, jobs, now, day_began)


def _beside(records: Path, what: str) -> Path:
    return records.with_name(f"{records.name}-{what}")


def _jobs_in(path: Path, since: int) -> Jobs:
    """Return the jobs since then; a disk that refuses does not stop the paper."""
    try:
        return Jobs(Journal(path), since=since)
    except OSError as error:
        log.warning("slips are not kept through a power cut: %s", error)
        return Jobs(None, since=since)
