"""What the rules cost, in memory alone."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from shared.domain.commands import CallNext, Finish, IssueTicket, Serve
from shared.domain.hall import Hall, evolve
from shared.domain.rules import decide
from tests.bench.figures import Report, Row
from tests.halls import EIGHT, a_hall

FEW, MANY = 10, 10_000
ROUNDS = 2_000


def a_queue(people: int) -> Hall:
    """Return a hall in which so many people wait, one in five with priority."""
    wishes = (IssueTicket(service="1", priority=n % 5 == 0) for n in range(people))
    return a_hall(*wishes)


def microseconds(act: Callable[[], object], rounds: int) -> float:
    """Return what *act* costs in the middle of many rounds."""
    costs = []
    for _ in range(rounds):
        began = perf_counter()
        act()
        costs.append(perf_counter() - began)
    return median(costs) * 1e6


def call_cost(people: int, rounds: int) -> float:
    """Return what deciding a call costs with so many people waiting."""
    hall = a_queue(people)
    return microseconds(lambda: decide(hall, CallNext(counter="1"), EIGHT), rounds)


def issue_cost(people: int, rounds: int) -> float:
    """Return what deciding and keeping an issue in memory costs."""
    hall = a_queue(people)

    def issue() -> None:
        for event in decide(hall, IssueTicket(service="1"), EIGHT):
            evolve(hall, event)

    return microseconds(issue, rounds)


def round_cost(people: int, rounds: int) -> float:
    """Return what a citizen costs from the call to the end, each step evolved."""
    hall = a_queue(people + rounds)

    def serve() -> None:
        [called] = decide(hall, CallNext(counter="1"), EIGHT)
        evolve(hall, called)
        for wish in (Serve, Finish):
            [event] = decide(hall, wish(number=called.ticket.number), EIGHT)
            evolve(hall, event)

    return microseconds(serve, rounds)


def measure(rounds: int = ROUNDS) -> Report:
    """Measure deciding with few and with many people waiting."""
    few, many = call_cost(FEW, rounds), call_cost(MANY, rounds)
    issue, visit = issue_cost(MANY, rounds), round_cost(MANY, rounds)
    return Report(
        [
            Row(
                what=f"decide who is next, {MANY:,} waiting",
                measured=f"{many:.1f} µs",
                floor=f"{FEW} waiting {few:.1f} µs",
                ratio=f"{many / few:.2f}×",
                target="≤ 1.3×",
                reached=many <= 1.3 * few,
            ),
            Row(
                what=f"decide an issue, {MANY:,} waiting",
                measured=f"{issue:.1f} µs",
                target="100 µs",
                reached=issue <= 100,
            ),
            Row(
                what=f"decide call, serve, finish, {MANY:,} waiting",
                measured=f"{visit:.1f} µs",
            ),
        ]
    )
