"""Which lines of the report stand in which of its tables."""

from collections.abc import Iterable, Iterator

from shared.hub.commands import columns
from shared.hub.commands.columns import Columns, Line
from shared.hub.commands.sheets import Cell, Row, Sheet

OFFICES, SERVICES = "Đơn vị", "Lĩnh vực"
OFFICE_DAYS, SERVICE_DAYS = "Đơn vị theo ngày", "Lĩnh vực theo ngày"


class Tables:
    """The tables of a report."""

    def __init__(self, within: float) -> None:
        """Say of how many minutes "in time" is."""
        figures = columns.figures(within)
        who = (columns.OFFICE, columns.NAME)
        what = (columns.SERVICE, columns.SERVICE_NAME)
        equipment, source = columns.EQUIPMENT, columns.SOURCE
        self._columns: dict[str, Columns] = {
            OFFICES: (*who, columns.DAYS, *figures, *equipment),
            SERVICES: (*who, *what, columns.DAYS, *figures),
            OFFICE_DAYS: (*who, columns.DAY, *figures, *equipment, source),
            SERVICE_DAYS: (*who, columns.DAY, *what, *figures, source),
        }
        self._alone = (
            columns.OFFICE, columns.DAY, *what, *figures, *equipment, source,
        )  # fmt: skip

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets of a workbook, what is asked for most first."""
        fixed = {OFFICES: 2, SERVICES: 4, OFFICE_DAYS: 3, SERVICE_DAYS: 5}
        return [
            Sheet(name, [column.heading for column in of], fixed[name])
            for name, of in self._columns.items()
        ]

    def rows(self, lines: Iterable[Line]) -> Iterator[Row]:
        """Give the row of each of *lines*, for its sheet."""
        for line in lines:
            if line.day is None:
                sheet = OFFICES if line.service is None else SERVICES
            else:
                sheet = OFFICE_DAYS if line.service is None else SERVICE_DAYS
            cells = _cells(self._columns[sheet], line)
            yield Row(sheet, cells, is_total=line.is_total)

    def days_alone(self, lines: Iterable[Line]) -> Iterator[list[Cell]]:
        """Give all days in one table, the headings first."""
        yield [column.heading for column in self._alone]
        for line in lines:
            if line.day is not None:
                yield _cells(self._alone, line)


def _cells(of: Columns, line: Line) -> list[Cell]:
    return [column.cell(line) for column in of]
