"""Measures what the rules cost, and prints a table."""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from shared.domain.commands import CallNext, Finish, IssueTicket, Serve
from shared.domain.hall import Hall, evolve
from shared.domain.rules import decide
from tests.halls import EIGHT, a_hall

FEW, MANY = 10, 10_000
ROUNDS = 2_000


def a_queue(people: int) -> Hall:
    """Return a hall in which so many people wait, one in five with priority."""
    wishes = (IssueTicket(service="1", priority=n % 5 == 0) for n in range(people))
    return a_hall(*wishes)


def microseconds(act: Callable[[], object]) -> float:
    """Return what *act* costs in the middle of many rounds."""
    costs = []
    for _ in range(ROUNDS):
        began = perf_counter()
        act()
        costs.append(perf_counter() - began)
    return median(costs) * 1e6


def call_cost(people: int) -> float:
    """Return what deciding a call costs with so many people waiting."""
    hall = a_queue(people)
    return microseconds(lambda: decide(hall, CallNext(counter="1"), EIGHT))


def issue_cost(people: int) -> float:
    """Return what deciding and keeping an issue in memory costs."""
    hall = a_queue(people)

    def issue() -> None:
        for event in decide(hall, IssueTicket(service="1"), EIGHT):
            evolve(hall, event)

    return microseconds(issue)


def round_cost(people: int) -> float:
    """Return what a citizen costs from the call to the end, each step evolved."""
    hall = a_queue(people + ROUNDS)

    def serve() -> None:
        [called] = decide(hall, CallNext(counter="1"), EIGHT)
        evolve(hall, called)
        for wish in (Serve, Finish):
            [event] = decide(hall, wish(number=called.ticket.number), EIGHT)
            evolve(hall, event)

    return microseconds(serve)


def main() -> int:
    """Print the table."""
    few, many = call_cost(FEW), call_cost(MANY)
    rows = [
        (f"decide call_next, {FEW} waiting", f"{few:.1f} µs", ""),
        (f"decide call_next, {MANY} waiting", f"{many:.1f} µs", f"{many / few:.2f}×"),
        (f"issue, {FEW} waiting", f"{issue_cost(FEW):.1f} µs", "budget 100 µs"),
        (f"issue, {MANY} waiting", f"{issue_cost(MANY):.1f} µs", "budget 100 µs"),
        (f"call, serve, finish, {MANY} waiting", f"{round_cost(MANY):.1f} µs", ""),
    ]
    for what, cost, remark in rows:
        print(f"{what:42} {cost:>10}  {remark}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
