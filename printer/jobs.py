"""What became of each slip, kept before its first byte leaves.

So no power cut makes a number lose its paper, or get it twice without a mark.

    queued ◀─▶ sending ──▶ printed | sent
       │          └──▶ unknown ──▶ sending (marked) | confirmed
       └──▶ no_paper

A slip that was being sent when the program ended is unknown: all of it may be on
paper, or nothing.
"""

import logging
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec

from printer.slip import REPRINT, Slip
from shared.journal import Journal

log = logging.getLogger(__name__)


class JobState(StrEnum):
    """How far a slip has come."""

    QUEUED = "queued"
    """Nothing of it is on paper."""

    SENDING = "sending"
    PRINTED = "printed"
    """The printer has confirmed all of it."""

    SENT = "sent"
    """The printer has taken all of it, and cannot say more."""

    UNKNOWN = "unknown"
    """Some of it, or all, may be on paper."""

    CONFIRMED = "confirmed"
    """The citizen says that the paper is there."""

    NO_PAPER = "no_paper"
    """The citizen went with the number from the screen."""


State = JobState

# What may become of a slip; what is absent is a mistake in the program.
MOVES: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.NO_PAPER}),
    # Back to queued if not a byte was taken.
    State.SENDING: frozenset({State.PRINTED, State.SENT, State.UNKNOWN, State.QUEUED}),
    State.UNKNOWN: frozenset({State.SENDING, State.CONFIRMED, State.NO_PAPER}),
    State.NO_PAPER: frozenset({State.SENDING}),
    State.PRINTED: frozenset({State.SENDING}),
    State.SENT: frozenset({State.SENDING}),
    State.CONFIRMED: frozenset({State.SENDING}),
}

DONE_REMEMBERED = 50
"""Of so many slips that are done it is known that they are: they may be sent again."""

WITHOUT_PAPER = frozenset({State.QUEUED, State.UNKNOWN, State.NO_PAPER})
"""A number in one of these has no paper that anybody knows of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One time that a slip was sent."""

    printer: str
    at: int
    """When it began, in milliseconds since 1970, UTC."""

    marked: bool
    """It said `BẢN IN LẠI`."""

    sent: int | None = None
    """Bytes that were taken; None if nobody was left to count them."""

    confirmed: int = 0
    """Bands of which the printer has said that they are done."""

    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A slip and what became of it."""

    id: str
    at: int
    """When it was asked for, in milliseconds since 1970, UTC."""

    slip: Slip
    state: JobState = JobState.QUEUED
    attempts: tuple[Attempt, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether anything of it may be on paper."""
        return any(attempt.sent != 0 for attempt in self.attempts)

    @property
    def reprints(self) -> int:
        """How often it was sent with the mark."""
        return sum(each.marked and each.sent != 0 for each in self.attempts)

    def paper(self) -> Slip:
        """Return the slip as it is to be sent now: marked if some may be out there."""
        return replace(self.slip, mark=REPRINT) if self.begun else self.slip


class Jobs:
    """The slips of a printing program, each kept as it now is.

    A disk that does not take them is told in the log: the paper matters more.
    """

    def __init__(self, journal: Journal | None, *, since: int) -> None:
        """Take up what *journal* holds of the jobs that were asked for since then.

        Without a journal nothing outlives the program.
        """
        self._journal = journal
        self._jobs: dict[str, Job] = {}
        self._done: deque[str] = deque()
        for text in journal.texts if journal else ():
            job = msgspec.json.decode(text, type=Job)
            self._jobs[job.id] = job
        for job in list(self._jobs.values()):
            if job.at < since or job.state not in {*WITHOUT_PAPER, State.SENDING}:
                del self._jobs[job.id]
            elif job.state is State.SENDING:
                self._jobs[job.id] = replace(job, state=State.UNKNOWN)
        self._shorten()

    def __iter__(self) -> Iterator[Job]:
        return iter(tuple(self._jobs.values()))

    def get(self, id_: str) -> Job | None:
        """Return the job of that id."""
        return self._jobs.get(id_)

    def add(self, id_: str, slip: Slip, now: int) -> Job:
        """Keep a slip that is to be printed; the same id again is the same job."""
        if (known := self._jobs.get(id_)) is not None:
            return known
        return self._keep(Job(id=id_, at=now, slip=slip))

    def begin(self, id_: str, printer: str, now: int) -> Job:
        """Keep that the slip is about to be sent to *printer*."""
        job = self._jobs[id_]
        attempt = Attempt(printer=printer, at=now, marked=job.begun)
        attempts = (*job.attempts, attempt)
        return self._move(replace(job, attempts=attempts), State.SENDING)

    def end(
        self, id_: str, state: JobState, *, sent: int, confirmed: int, error: str = ""
    ) -> Job:
        """Keep how the sending went."""
        job = self._jobs[id_]
        last = replace(job.attempts[-1], sent=sent, confirmed=confirmed, error=error)
        return self._move(replace(job, attempts=(*job.attempts[:-1], last)), state)

    def settle(self, id_: str, state: JobState) -> Job:
        """Keep what a person has said of the slip: `CONFIRMED` or `NO_PAPER`."""
        return self._move(self._jobs[id_], state)

    def forget_before(self, since: int) -> None:
        """Drop what was asked for before then: its paper is not valid any more."""
        old = [job.id for job in self._jobs.values() if job.at < since]
        for id_ in old:
            del self._jobs[id_]
        if old:
            self._shorten()

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()

    def _move(self, job: Job, state: JobState) -> Job:
        if state not in MOVES[job.state]:
            raise ValueError(f"a slip that is {job.state} does not become {state}")
        return self._keep(replace(job, state=state))

    def _keep(self, job: Job) -> Job:
        self._jobs[job.id] = job
        if job.state not in {*WITHOUT_PAPER, State.SENDING}:
            self._done.append(job.id)
            if len(self._done) > DONE_REMEMBERED:
                self._forget_done(self._done.popleft())
        if self._journal is not None:
            try:
                self._journal.append(msgspec.json.encode(job).decode())
            except OSError as error:
                number = job.slip.number
                log.warning("slip %s is not in the journal: %s", number, error)
        return job

    def _forget_done(self, id_: str) -> None:
        """Forget a slip, unless it has moved again since it was done."""
        job = self._jobs.get(id_)
        if job is not None and job.state not in {*WITHOUT_PAPER, State.SENDING}:
            del self._jobs[id_]

    def _shorten(self) -> None:
        if self._journal is None:
            return
        texts = [msgspec.json.encode(job).decode() for job in self._jobs.values()]
        try:
            self._journal.rewrite(texts)
        except OSError as error:
            log.warning("the journal of slips stays as it was: %s", error)
