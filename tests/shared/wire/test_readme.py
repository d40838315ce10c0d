import json
import re
from hashlib import blake2b
from pathlib import Path

import pytest

from shared.domain.commands import CallNext, Finish, IssueTicket, Serve
from shared.domain.errors import NotNow, QueueError
from shared.wire.codec import COMMANDS, DOWN, LISTS, unpack_down, unpack_up
from shared.wire.messages import Snapshot
from shared.wire.session import hall_from
from tests.halls import a_hall

README = Path(__file__).parents[3] / "shared" / "wire" / "README.md"
TEXT = README.read_text(encoding="utf-8")
FENCED = re.compile(r"```json\n(.*?)```", re.DOTALL)
EXAMPLES = [json.loads(text) for text in FENCED.findall(TEXT)]
UP = {*COMMANDS, "hello", "report", "print_here", "log_in", "log_out"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["type"])
def test_an_example_is_a_frame(example):
    read = unpack_up if example["type"] in UP else unpack_down

    read(json.dumps(example))


def test_every_frame_has_an_example():
    assert {example["type"] for example in EXAMPLES} == {*UP, *DOWN, *LISTS}


def test_every_refusal_of_the_rules_is_explained():
    kinds = [*QueueError.__subclasses__(), *NotNow.__subclasses__()]
    codes = {kind.code for kind in kinds} - {NotNow.code}

    assert all(f"| `{code}` |" in TEXT for code in codes)


def test_the_example_of_a_state_is_a_hall():
    [example] = [example for example in EXAMPLES if example["type"] == "snapshot"]
    frame = unpack_down(json.dumps(example))

    assert isinstance(frame, Snapshot)
    assert hall_from(frame.state).hash == hash_as_described(frame.state)


def test_the_hash_is_as_described():
    hall = a_hall(
        IssueTicket(service="1"),
        IssueTicket(service="2", priority=True),
        IssueTicket(service="5"),
        CallNext(counter="5"),
        Serve(number="5001"),
        Finish(number="5001"),
        CallNext(counter="1"),
    )

    assert hall.hash == hash_as_described(hall)


def hash_as_described(state):
    """Return the hash by the README's words alone."""
    tickets = getattr(state.tickets, "values", lambda: state.tickets)()
    counters = getattr(state.counters, "values", lambda: state.counters)()
    lines = [f"day {state.day.isoformat()}"]
    lines += [
        f"ticket {t.number} {t.service} {t.state} {int(t.priority)} {t.queued_at} "
        f"{t.counter or '-'} {t.calls} {t.to_counter or '-'}"
        for t in tickets
        if t.state not in ("finished", "cancelled", "expired")
    ]
    lines += [f"counter {c.id} {c.state}" for c in counters]
    services = getattr(state.services, "values", lambda: state.services)()
    lines += [f"service {s.id} {'closed' if s.closed else 'open'}" for s in services]
    digests = (blake2b(line.encode(), digest_size=8).digest() for line in lines)
    return f"{sum(int.from_bytes(d, 'big') for d in digests) % 2**64:016x}"
