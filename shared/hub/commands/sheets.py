"""Writes a table for Excel: as CSV, or as a workbook.

The CSV is what Excel on Vietnamese Windows opens by a double click: UTF-8 with its
mark, semicolons between the cells, a comma in the decimals, dates as 2026-01-05.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from shared.store.copying import part_of

Cell = str | int | float | date | None
"""What stands in a cell; None is an empty one, a float has one decimal."""

Format = Literal["csv", "xlsx"]

NARROWEST, WIDEST = 12, 30
"""Letters that fit a column."""


def write(kind: Format, target: Path, rows: Iterable[Sequence[Cell]]) -> None:
    """Write *rows*, the headings first, to *target*: whole, or not at all.

    What is there gives way.

    Raises:
        OSError: It cannot be written.
    """
    part = part_of(target)
    try:
        WRITERS[kind](part, rows)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write_csv(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows(map(_words, row) for row in rows)


def _words(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case float():
            return f"{cell:.1f}".replace(".", ",")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _write_xlsx(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    try:
        # A row leaves the memory when the next one begins.
        with path.open("wb") as file, Workbook(file, {"constant_memory": True}) as book:
            _fill(book, rows)
    except FileCreateError as error:
        # The library wraps what the system says.
        raise OSError(*error.args[0].args) from error


def _fill(book: Workbook, rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet()
    looks = {
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        float: book.add_format({"num_format": "0.0"}),
    }
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            if line == 0:
                sheet.set_column(column, column, _width(cell))
            look = looks.get(type(cell)) if line else heading
            _put_cell(sheet, (line, column), cell, look)


def _width(heading: Cell) -> int:
    return min(WIDEST, max(NARROWEST, len(str(heading)) // 2))


def _put_cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, look: Any) -> None:
    match cell:
        case None:
            pass
        case str():
            # Never a formula, whatever a name begins with.
            sheet.write_string(*at, cell, look)
        case date():
            sheet.write_datetime(*at, cell, look)
        case _:
            sheet.write_number(*at, cell, look)


WRITERS: dict[Format, Callable[[Path, Iterable[Sequence[Cell]]], None]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
