"""Compares what was answered and shown with what stands in the database.

The queries and the replay of the journal are written here once more: what is to
be proven is not asked of itself.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field, fields
from pathlib import Path

from shared.store.engine import open_engine

KIOSK_BLOCK = range(901, 1000)
"""Places that kiosk 1 gives by itself; the hub leaves them out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is wrong; all empty when nothing is."""

    lost: list = field(default_factory=list)
    """Obeyed wishes whose event or ticket is not in the database as answered."""

    duplicates: list = field(default_factory=list)
    """Numbers given twice on a day."""

    gaps: list = field(default_factory=list)
    """Numbers left out, and event numbers left out."""

    unasked: list = field(default_factory=list)
    """Numbers in the database that no client was answered."""

    unlike: list = field(default_factory=list)
    """Tickets that are not what the journal makes of them."""

    untrue: list = field(default_factory=list)
    """Events that were shown and do not stand in the journal like that."""

    @property
    def counts(self):
        """How much of each kind was found."""
        return {each.name: len(getattr(self, each.name)) for each in fields(self)}


def examine(address, done, watchers=(), *, blocks=KIOSK_BLOCK, office=None):
    """Return what is wrong in the database at *address*.

    *done* holds wishes that were obeyed, each with its answer, as frames. In the
    places *blocks* of each sequence kiosks give numbers by themselves. Where it holds
    many offices, *office* is the id of the one to look at.
    """
    journal, tickets, tokens = _read(address, office)
    rebuilt, issued = _replay(journal)
    giving = ("issue", "merge")
    answered = [a["ticket"]["number"] for wish, a in done if wish["type"] in giving]
    return Findings(
        lost=[answer for _, answer in done if not _is_kept(answer, journal, tokens)],
        duplicates=_twice(issued) + _twice(answered),
        gaps=[*_gaps_in_numbers(issued, blocks), *_gaps_in(journal, 1)],
        unasked=sorted({number for _, number in issued} - set(answered)),
        unlike=sorted(
            key
            for key in rebuilt.keys() | tickets.keys()
            if rebuilt.get(key) != tickets.get(key)
        ),
        untrue=[
            seq
            for watcher in watchers
            for seq, event in watcher.seen.items()
            if _shown(journal.get(seq, {}).get("event")) != event
        ],
    )


def _read(address, office):
    """Return the journal by number, tickets and their tokens by day and number."""
    engine = open_engine(address, Path())
    # An id is letters, digits and hyphens.
    its = f" WHERE office = '{office}'" if office else ""
    with engine.connect() as connection:
        read = connection.exec_driver_sql
        rows = read(f"SELECT seq, day, event FROM journal{its}").all()
        journal = {
            seq: {"day": str(day), "event": json.loads(event)}
            for seq, day, event in rows
        }
        found = read(f"SELECT * FROM tickets{its}").mappings().all()
    engine.dispose()
    tickets, tokens = {}, {}
    for row in found:
        ticket = dict(row)
        ticket["priority"] = bool(ticket["priority"])
        key = (str(ticket.pop("day")), ticket["number"])
        tokens[key] = ticket.pop("token")
        for name in ("office", "queue", "waiting"):
            del ticket[name]
        tickets[key] = ticket
    return dict(sorted(journal.items())), tickets, tokens


def _replay(journal):
    """Return the tickets that the journal makes, and what it gives, in order."""
    tickets, issued = {}, []
    for row in journal.values():
        match row["event"]:
            case {"type": "ticket_changed", "action": action, "ticket": ticket}:
                key = (row["day"], ticket["number"])
                tickets[key] = ticket
                if action == "issue":
                    issued.append(key)
    return tickets, issued


def _is_kept(answer, journal, tokens):
    """Return whether the event of *answer* is kept, and its ticket with it."""
    row = journal.get(answer["seq"])
    if row is None:
        return False
    ticket = answer.get("ticket")
    if ticket is None:
        return row["event"]["type"] == "counter_changed"
    key = (row["day"], ticket["number"])
    token = answer.get("token") or tokens.get(key)
    return row["event"].get("ticket") == ticket and tokens.get(key, "") == token


def _shown(event):
    """Return *event* as stations may see it: not whose ticket it is."""
    return event and event | ({"holder": None} if "holder" in event else {})


def _twice(values):
    seen = set()
    return [value for value in values if value in seen or seen.add(value)]


def _gaps_in_numbers(issued, blocks):
    places = defaultdict(set)
    for day, number in issued:
        places[day, number[0]].add(int(number[1:]))
    for (day, service), given in places.items():
        last = max(given - set(blocks), default=0)
        for missing in _gaps_in(given | set(blocks), 1):
            if missing < last:
                yield day, service, missing


def _gaps_in(numbers, first):
    return sorted(set(range(first, max(numbers, default=0) + 1)) - set(numbers))
