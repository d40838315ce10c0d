"""The power goes at any moment between two writes of SQLite."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from shared.domain.commands import CallNext, Finish, IssueTicket, Serve
from shared.domain.errors import QueueError
from shared.domain.times import day_of
from shared.store.engine import PRAGMAS, open_engine
from shared.store.errors import StoreUnavailable
from shared.store.rows import Answer, Batch, Entry
from shared.store.store import Store
from shared.wire.codec import event_table
from tests.halls import EIGHT, a_hall, happen
from tests.soak import apsw_dbapi
from tests.soak.disk import Disk
from tests.soak.records import Findings, examine

SEED = 20260107
LONGEST_LIFE = 6_000
"""Reads, writes and syncs: some hundred commits, and checkpoints between them."""


def an_engine(disk, synchronous):
    """Return the store's engine as it is, but on *disk*."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: apsw_dbapi.Connection("/records.sqlite", disk.vfs.name),
        module=apsw_dbapi,
        poolclass=StaticPool,
    )
    # Alone with its file SQLite needs no memory shared with other processes, which
    # no power cut would spare anyway.
    pragmas = ["PRAGMA locking_mode = EXCLUSIVE", *PRAGMAS]

    @event.listens_for(engine, "connect")
    def prepare(connection, _record):
        for pragma in pragmas:
            connection.apsw.execute(pragma.replace("FULL", synchronous))

    @event.listens_for(engine, "begin")
    def begin(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def a_batch(hall, seq, random):
    """Return what a few people wished, and their wishes with the answers."""
    entries, done = [], []
    for _ in range(random.randint(1, 4)):
        at = EIGHT + 1_000 * seq
        try:
            [happened] = happen(hall, a_command(hall, random), at)
        except QueueError:
            continue
        table = event_table(happened)
        entry = Entry(
            day=hall.day, at=at, station="s", event=json.dumps(table),
            ticket=happened.ticket, token=f"token {seq}",
        )  # fmt: skip
        entries.append(entry)
        wish = {"type": table["action"]}
        done.append((wish, {"seq": seq + len(entries), "ticket": table["ticket"]}))
    answers = [Answer(f"{seq} {place}", at, "{}") for place in range(len(entries))]
    return Batch(seq=seq, day=hall.day, entries=entries, answers=answers), done


def a_command(hall, random):
    counter = random.choice("12")
    at_work = hall.at_counter(counter)
    if random.random() < 0.5:
        return IssueTicket(service=random.choice("125"), priority=random.random() < 0.2)
    if at_work is None:
        return CallNext(counter=counter)
    kind = Finish if at_work.served_at else Serve
    return kind(number=at_work.number, counter=counter)


def a_life(disk, synchronous, random):
    """Keep records until the power goes.

    Return what was acknowledged, and what then is on the disk.
    """
    engine = an_engine(disk, synchronous)
    store = Store(engine, "mau")
    hall = a_hall()
    store.take(hall.day)
    disk.power = disk.used + random.randrange(LONGEST_LIFE)
    acked, seq = [], 0
    try:
        while True:
            batch, done = a_batch(hall, seq, random)
            store.record(batch)
            acked += done
            seq += len(done)
    except StoreUnavailable:
        left = disk.after_power_cut(random)
    disk.power = float("inf")
    engine.dispose()
    return acked, left


def after_a_cut(folder, synchronous, seed):
    """Return how many were acknowledged in a life, and what is wrong after it."""
    random = Random(f"{SEED} {seed}")
    disk = Disk(f"disk {synchronous} {seed}")
    acked, left = a_life(disk, synchronous, random)
    for name, content in left.items():
        (folder / Path(name).name).write_bytes(content)
    engine = open_engine("sqlite:///records.sqlite", folder)
    with engine.connect() as connection:
        sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    # A hub that starts again makes what is missing.
    Store(engine, "mau").take(day_of(EIGHT))
    engine.dispose()
    assert sound == "ok"
    return acked, examine(f"sqlite:///{folder}/records.sqlite", acked)


def trials(tmp_path, synchronous, cuts):
    """Return the acknowledged and the findings of so many power cuts."""
    for seed in range(cuts):
        folder = tmp_path / str(seed)
        folder.mkdir()
        yield after_a_cut(folder, synchronous, seed)


def test_a_power_cut_takes_back_nothing_acknowledged(tmp_path, length, tell):
    outcomes = list(trials(tmp_path, "FULL", length.cuts))

    lost = sum(len(findings.lost) for _, findings in outcomes)
    tell(cuts=length.cuts, acked=sum(len(a) for a, _ in outcomes), lost=lost)
    # What was kept and not yet acknowledged when the power went is nobody's loss.
    assert [replace(findings, unasked=[]) for _, findings in outcomes] == [
        Findings()
    ] * length.cuts


def test_a_disk_that_forgets_is_noticed(tmp_path, length, tell):
    """The control of the test above: without the syncs of FULL much is lost."""
    cuts = max(10, length.cuts // 10)

    outcomes = list(trials(tmp_path, "NORMAL", cuts))

    losses = [findings.lost for _, findings in outcomes if findings.lost]
    lost = sum(map(len, losses))
    acked = sum(len(a) for a, _ in outcomes)
    tell(cuts=cuts, acked=acked, cuts_with_a_loss=len(losses), lost=lost)
    assert len(losses) > cuts // 2
