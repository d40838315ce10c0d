import json

import pytest

from shared.hub.__main__ import main
from tests.programs import ROOT

OFFICE = str(ROOT / "config" / "office.toml")
MORNING = [
    ("08:00", "issue", {"service": "1"}),
    ("08:01", "issue", {"service": "1", "priority": True}),
    ("08:02", "issue", {"service": "1"}),
    ("08:03", "issue", {"service": "1", "priority": True}),
    ("08:04", "issue", {"service": "1", "priority": True}),
    ("08:05", "issue", {"service": "1"}),
    ("08:05", "open", {"counter": "1"}),
]


def calls(numbers, begin):
    """Return the lines in which counter 1 calls and serves *numbers*."""
    lines = []
    for minute, number in enumerate(numbers.split(), begin):
        clock = f"08:{minute:02d}"
        at_work = {"number": number, "counter": "1"}
        lines += [(clock, "call_next", {"counter": "1"})]
        lines += [(clock, do, at_work) for do in ("serve", "finish")]
    return lines


@pytest.fixture
def replay(tmp_path, capsys):
    def run(lines, *more):
        path = tmp_path / "day.jsonl"
        texts = [
            line
            if isinstance(line, str)
            else json.dumps(
                {"at": f"2026-01-05T{line[0]}:00+07:00", "do": line[1], **line[2]}
            )
            for line in lines
        ]
        path.write_text("\n".join(texts), encoding="utf-8")
        code = main(["replay", str(path), "--office", OFFICE, *more])
        return code, *capsys.readouterr()

    return run


def called(out):
    tables = [json.loads(line) for line in out.splitlines()]
    return [t["ticket"]["number"] for t in tables if t.get("action") == "call"]


@pytest.mark.parametrize(
    ("begin", "change", "order"),
    [
        (6, "policy.priority_ratio=2:1", "1002 1004 1001 1005 1003 1006"),
        (6, "policy.priority_ratio=always", "1002 1004 1005 1001 1003 1006"),
        (50, "policy.max_calls=3", "1001 1002 1003 1004 1005 1006"),
    ],
)
def test_a_day_can_be_tried_under_another_policy(replay, begin, change, order):
    lines = MORNING + calls(order, begin)

    code, out, _ = replay(lines, "--json", "--set", change)

    assert code == 0
    assert called(out) == order.split()


def test_a_refusal_is_a_line_and_no_failure(replay):
    code, out, _ = replay([("08:00", "call_next", {"counter": "1"})], "--json")

    assert code == 0
    assert json.loads(out)["refused"] == "counter_closed"


def test_events_are_those_of_the_wire(replay):
    _, out, _ = replay(MORNING[:1], "--json")

    event = json.loads(out)
    assert (event["type"], event["action"]) == ("ticket_changed", "issue")
    assert event["ticket"]["number"] == "1001"
    assert event["at"] == 1767574800000


def test_without_json_it_speaks_in_sentences(replay):
    _, out, _ = replay([*MORNING[:1], ("08:01", "call_next", {"counter": "9"})])

    first, second = out.splitlines()
    assert "08:00:00  1001 issue: waiting" in first
    assert "refused: there is no counter '9'" in second


def test_a_new_day_begins_at_midnight(replay):
    tomorrow = '{"at":"2026-01-06T08:00:00+07:00","do":"issue","service":"1"}'

    _, out, _ = replay([MORNING[0], tomorrow], "--json")

    kinds = [json.loads(line)["type"] for line in out.splitlines()]
    assert kinds == [
        "ticket_changed",
        "ticket_changed",
        "day_started",
        "ticket_changed",
    ]
    assert json.loads(out.splitlines()[-1])["ticket"]["number"] == "1001"


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        '{"do":"issue","service":"1"}',
        '{"at":"2026-01-05T08:00:00","do":"issue","service":"1"}',
        '{"at":"yesterday","do":"issue","service":"1"}',
        '{"at":"2026-01-05T08:00:00+07:00","do":"dance"}',
        '{"at":"2026-01-05T08:00:00+07:00","do":"issue"}',
    ],
)
def test_a_bad_line_is_named_and_stops_it(replay, line):
    code, out, err = replay([MORNING[0], line, MORNING[1]], "--json")

    assert code == 2
    assert len(out.splitlines()) == 1
    assert "line 2" in err


def test_an_office_that_makes_no_sense_is_told(replay):
    code, _, err = replay(MORNING, "--set", "policy.priority_ratio=9:1")

    assert code == 2
    assert "priority_ratio" in err
