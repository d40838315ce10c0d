from itertools import product

import pytest

from printer.jobs import DONE_REMEMBERED, MOVES, Jobs, JobState
from printer.slip import REPRINT, example_slip
from shared.journal import Journal

MORNING, EIGHT = 1_767_546_000_000, 1_767_574_800_000
SLIP = example_slip()
DONE = {"sent": 13_900, "confirmed": 12}


def some_jobs(tmp_path, since=MORNING):
    """Jobs as a program has them that starts now."""
    return Jobs(Journal(tmp_path / "slips"), since=since)


def states_of(jobs):
    return {job.id: job.state for job in jobs}


def test_a_slip_that_is_printed_is_done(tmp_path):
    jobs = some_jobs(tmp_path)
    jobs.add("a", SLIP, EIGHT)
    jobs.begin("a", "printer", EIGHT + 5)
    job = jobs.end("a", JobState.PRINTED, **DONE)

    [attempt] = job.attempts
    assert (attempt.at, attempt.sent, attempt.confirmed) == (EIGHT + 5, 13_900, 12)
    assert not attempt.marked
    assert states_of(some_jobs(tmp_path)) == {}


def test_the_same_slip_again_is_the_same_job(tmp_path):
    jobs = some_jobs(tmp_path)
    jobs.add("a", SLIP, EIGHT)
    jobs.begin("a", "printer", EIGHT)

    assert jobs.add("a", SLIP, EIGHT + 1).state is JobState.SENDING


def test_after_a_power_cut_a_slip_that_was_not_begun_waits(tmp_path):
    some_jobs(tmp_path).add("a", SLIP, EIGHT)

    [job] = some_jobs(tmp_path)
    assert job.state is JobState.QUEUED
    assert job.paper() == SLIP


def test_after_a_power_cut_a_slip_that_was_begun_is_unknown_and_gets_a_mark(tmp_path):
    jobs = some_jobs(tmp_path)
    jobs.add("a", SLIP, EIGHT)
    jobs.begin("a", "printer", EIGHT)

    again = some_jobs(tmp_path)
    [job] = again
    assert job.state is JobState.UNKNOWN
    assert job.paper().mark == REPRINT
    assert again.begin("a", "printer", EIGHT).reprints == 1


def test_a_reprint_that_worked_is_done(tmp_path):
    jobs = some_jobs(tmp_path)
    jobs.add("a", SLIP, EIGHT)
    jobs.begin("a", "first", EIGHT)
    jobs.end("a", JobState.UNKNOWN, sent=900, confirmed=1, error="stalled")
    jobs.begin("a", "second", EIGHT + 9)
    job = jobs.end("a", JobState.PRINTED, **DONE)

    assert [(each.printer, each.marked) for each in job.attempts] == [
        ("first", False),
        ("second", True),
    ]
    assert job.attempts[0].error == "stalled"


@pytest.mark.parametrize("state", [JobState.CONFIRMED, JobState.NO_PAPER])
def test_a_person_can_settle_what_is_unknown(tmp_path, state):
    jobs = some_jobs(tmp_path)
    jobs.add("a", SLIP, EIGHT)
    jobs.begin("a", "printer", EIGHT)
    jobs.end("a", JobState.UNKNOWN, sent=900, confirmed=1)

    assert jobs.settle("a", state).state is state


def test_who_went_without_paper_is_still_known_after_a_restart(tmp_path):
    jobs = some_jobs(tmp_path)
    jobs.add("a", SLIP, EIGHT)
    jobs.settle("a", JobState.NO_PAPER)

    assert states_of(some_jobs(tmp_path)) == {"a": JobState.NO_PAPER}


def test_a_slip_of_which_no_byte_was_taken_is_not_begun(tmp_path):
    jobs = some_jobs(tmp_path)
    jobs.add("a", SLIP, EIGHT)
    jobs.begin("a", "printer", EIGHT)
    job = jobs.end("a", JobState.QUEUED, sent=0, confirmed=0, error="unplugged")

    assert job.paper() == SLIP
    assert jobs.begin("a", "printer", EIGHT).reprints == 0


def test_what_is_absent_in_the_table_is_refused():
    for state, wanted in product(JobState, JobState):
        assert (wanted in MOVES[state]) == may(state, wanted)


def may(state, wanted):
    jobs = Jobs(None, since=MORNING)
    jobs.add("a", SLIP, EIGHT)
    reach(jobs, state)
    try:
        if wanted is JobState.SENDING:
            jobs.begin("a", "printer", EIGHT)
        else:
            jobs.settle("a", wanted)
    except ValueError:
        return False
    return True


def reach(jobs, state):
    """Bring the only job to *state*."""
    match state:
        case JobState.QUEUED:
            return
        case JobState.NO_PAPER:
            jobs.settle("a", state)
        case JobState.SENDING:
            jobs.begin("a", "printer", EIGHT)
        case JobState.CONFIRMED:
            reach(jobs, JobState.UNKNOWN)
            jobs.settle("a", state)
        case _:
            jobs.begin("a", "printer", EIGHT)
            jobs.end("a", state, **DONE)


def test_yesterdays_slips_are_forgotten(tmp_path):
    jobs = some_jobs(tmp_path)
    jobs.add("a", SLIP, MORNING - 1)
    jobs.add("b", SLIP, EIGHT)

    jobs.forget_before(MORNING)

    assert list(states_of(jobs)) == ["b"]
    assert list(states_of(some_jobs(tmp_path))) == ["b"]


def test_what_was_done_long_ago_takes_no_room():
    jobs = Jobs(None, since=MORNING)
    for number in range(DONE_REMEMBERED + 5):
        jobs.add(str(number), SLIP, EIGHT)
        jobs.begin(str(number), "printer", EIGHT)
        jobs.end(str(number), JobState.PRINTED, **DONE)
    jobs.add("waits", SLIP, EIGHT)

    assert len(list(jobs)) == DONE_REMEMBERED + 1
    assert jobs.get("4") is None
    assert jobs.get("5").state is JobState.PRINTED


def test_a_journal_that_cannot_be_written_does_not_stop_the_paper(tmp_path):
    journal = Journal(tmp_path / "slips")
    jobs = Jobs(journal, since=MORNING)
    journal.close()

    jobs.add("a", SLIP, EIGHT)
    jobs.begin("a", "printer", EIGHT)

    assert jobs.end("a", JobState.PRINTED, **DONE).state is JobState.PRINTED
