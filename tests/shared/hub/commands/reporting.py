"""A day in an office's records, made by real commands, and files read again."""

import csv
import re
from xml.etree import ElementTree
from zipfile import ZipFile

import msgspec

from shared.domain.commands import (
    CallNext,
    CallTicket,
    CancelTicket,
    Finish,
    IssueTicket,
    MarkNoShow,
    Rate,
    Serve,
    Transfer,
    Undo,
)
from shared.domain.events import TicketChanged
from shared.domain.hall import evolve
from shared.domain.rules import turn_of_day
from shared.domain.times import MINUTE
from shared.store.rows import Batch, Entry
from shared.wire.codec import event_table
from tests.halls import EIGHT, a_hall, happen

# What is done, and how many minutes after eight.
DAY = (
    (0, IssueTicket(service="1")),  # 1001
    (0, IssueTicket(service="1")),  # 1002
    (0, IssueTicket(service="2")),  # 2001
    (1, IssueTicket(service="1")),  # 1003
    (1, IssueTicket(service="5")),  # 5001
    (2, IssueTicket(service="2")),  # 2002
    (10, CallNext(counter="1")),
    (11, Serve(number="1001")),
    (21, Finish(number="1001")),
    (21.2, Rate(number="1001", level=5, counter="1")),
    (25, CallTicket(number="1003", counter="1", reason="Đã hẹn trước")),
    (25.1, Undo(number="1003", counter="1")),
    (30, CallTicket(number="1003", counter="1", reason="chị Lan nhà bên")),
    (31, Serve(number="1003")),
    (36, Finish(number="1003")),
    (50, CallTicket(number="1002", counter="1", reason="Đã hẹn trước")),
    (51, MarkNoShow(number="1002")),
    (60, CallNext(counter="2")),
    (61, Serve(number="2001")),
    (63, Transfer(number="2001", service="5")),
    (70, CallNext(counter="5")),
    (71, Serve(number="2001")),
    (79, Finish(number="2001")),
    (79.5, Rate(number="2001", level=2, counter="5")),
    (80, CancelTicket(number="5001", counter="5")),
)


def events_of(commands=DAY, *, ended=None):
    """Return the events of *commands*; the day may have *ended* when another came."""
    hall, events = a_hall(), []
    for minutes, command in commands:
        events += happen(hall, command, EIGHT + int(minutes * MINUTE))
    if ended is not None:
        over = turn_of_day(hall, ended, EIGHT + 24 * 60 * MINUTE)
        for event in over:
            evolve(hall, event)
        events += over
    return events


def keep(store, day, events):
    """Keep *events* as those of *day*."""
    entries = [
        Entry(
            day=day,
            at=event.at,
            station="pc-1",
            event=msgspec.json.encode(event_table(event)).decode(),
            ticket=event.ticket if isinstance(event, TicketChanged) else None,
        )
        for event in events
    ]
    seq, _ = store.position()
    store.record(Batch(seq=seq, day=day, entries=entries))


def rows_in(path):
    """Return the rows of a CSV file, the headings first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets_in(path):
    """Return the sheets of a workbook by their names, as trees."""
    with ZipFile(path) as file:
        assert file.testzip() is None
        book = ElementTree.fromstring(file.read("xl/workbook.xml"))
        names = [each.get("name") for each in book.findall(".//m:sheet", NAMES)]
        return {
            name: ElementTree.fromstring(file.read(f"xl/worksheets/sheet{number}.xml"))
            for number, name in enumerate(names, 1)
        }


def cells_in(sheet):
    """Return the cells of each row below the headings, by their heading, as text."""
    headings, *rows = (
        {
            re.sub(r"\d", "", cell.get("r")): "".join(cell.itertext())
            for cell in row.findall("m:c", NAMES)
        }
        for row in sheet.findall(".//m:row", NAMES)
    )
    return [
        {heading: row.get(column, "") for column, heading in headings.items()}
        for row in rows
    ]
