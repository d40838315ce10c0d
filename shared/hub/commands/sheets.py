"""Writes tables for Excel: one as CSV, or several as a workbook.

The CSV is what Excel on Vietnamese Windows opens by a double click: UTF-8 with its
mark, semicolons between the cells, a comma in the decimals, dates as 2026-01-05.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from shared.store.copying import part_of

Cell = str | int | float | date | None
"""What stands in a cell; None is an empty one, a float has one decimal."""

Format = Literal["csv", "xlsx"]

NARROWEST, WIDEST = 11, 34
"""Letters that fit a column."""

A4 = 9
"""As Excel counts paper."""

HEADING = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "bg_color": "#DCE6F1",
    "bottom": 1,
}
TOTAL = {"bold": True, "top": 1}


class Sheet(NamedTuple):
    """A sheet of a workbook, without its rows."""

    name: str
    headings: Sequence[str]
    fixed: int = 1
    """So many columns stay where they are when the others are moved."""


class Row(NamedTuple):
    """A row of a sheet."""

    sheet: str
    """The name of its sheet."""

    cells: Sequence[Cell]
    is_total: bool = False
    """It is the sum of those above it: it stands out, and is not sorted with them."""


def write_csv(target: Path, rows: Iterable[Sequence[Cell]]) -> None:
    """Write *rows*, the headings first, to *target*: whole, or not at all.

    What is there gives way.

    Raises:
        OSError: It cannot be written.
    """
    with (
        _whole(target) as part,
        part.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file, delimiter=";")
        writer.writerows(map(_words, row) for row in rows)


def write_xlsx(
    target: Path,
    sheets: Sequence[Sheet],
    rows: Iterable[Row],
    title: str = "",
) -> None:
    """Write *sheets* to the workbook *target*: whole, or not at all.

    Each of the *rows* goes to its sheet, below those before it. *title* stands above
    each printed page. What is there gives way.

    Raises:
        OSError: It cannot be written.
    """
    with _whole(target) as part:
        try:
            # A row leaves the memory when the next one of its sheet begins.
            with (
                part.open("wb") as file,
                Workbook(file, {"constant_memory": True}) as book,
            ):
                _fill(book, sheets, rows, title)
        except FileCreateError as error:
            # The library wraps what the system says.
            raise OSError(*error.args[0].args) from error


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    part = part_of(target)
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


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


def _fill(
    book: Workbook, sheets: Sequence[Sheet], rows: Iterable[Row], title: str
) -> None:
    looks, bold = (_looks(book, more) for more in ({}, TOTAL))
    heading = book.add_format(HEADING)
    pages = {sheet.name: _page(book, sheet, heading, title) for sheet in sheets}
    filled = dict.fromkeys(pages, 1)
    sorted_to = dict.fromkeys(pages, 0)
    for name, cells, is_total in rows:
        for column, cell in enumerate(cells):
            look = (bold if is_total else looks)[type(cell)]
            _put_cell(pages[name], (filled[name], column), cell, look)
        if not is_total:
            sorted_to[name] = filled[name]
        filled[name] += 1
    for sheet in sheets:
        last = len(sheet.headings) - 1
        pages[sheet.name].autofilter(0, 0, sorted_to[sheet.name], last)


def _looks(book: Workbook, more: Mapping[str, object]) -> dict[type, Any]:
    """Return how cells look by their kind, and *more* of all of them."""
    kinds = {
        date: {"num_format": "dd/mm/yyyy"},
        float: {"num_format": "0.0"},
        int: {"num_format": "#,##0"},
        str: {},
        type(None): {},
    }
    return {kind: book.add_format({**look, **more}) for kind, look in kinds.items()}


def _page(book: Workbook, sheet: Sheet, look: Any, title: str) -> Worksheet:
    """Return an empty sheet with its headings, ready to be printed."""
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, sheet.fixed)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&L{title}&R{sheet.name}")
    page.set_footer("&R&P/&N")
    for column, heading in enumerate(sheet.headings):
        page.set_column(column, column, _width(heading))
        page.write_string(0, column, heading, look)
    return page


def _width(heading: str) -> int:
    if heading.startswith(("Tên", "Lý do")):
        return WIDEST
    return max(NARROWEST, len(heading) // 3)


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
