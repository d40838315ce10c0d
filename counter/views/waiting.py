"""The list of those who wait: a table that scrolls."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from counter.texts import Texts
from counter.views.look import GREY, label
from counter.waiting import Row, Waiting
from shared.qt.motif import star
from shared.qt.theme import DARK_RED, INK, SECOND_INK, Weight, font

NUMBER, SERVICE, WAITED, MARK = range(4)
ROW_PIXELS = 44
CELL_MARGIN = 16
STAR_ROOM = "      "
"""As wide as the star before a mark."""

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Gives the rows of a picture to a table; only what changed is painted anew."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._heads = (
            texts.column_number,
            texts.column_service,
            texts.column_waited,
            texts.column_mark,
        )
        self._star = _star_pixmap(parent.devicePixelRatioF())

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        before, self._rows = self._rows, rows
        if len(before) != len(rows):
            self.beginResetModel()
            self.endResetModel()
            return
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                last = self.index(place, MARK)
                self.dataChanged.emit(self.index(place, NUMBER), last)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.number, row.service, row.waited, row.mark)[column]
            case Qt.ItemDataRole.ToolTipRole if column == SERVICE:
                return row.service
            case Qt.ItemDataRole.FontRole:
                return font(15, Weight.Bold if column == NUMBER else Weight.Medium)
            case Qt.ItemDataRole.DecorationRole if column == MARK and row.priority:
                return self._star
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(row, column)
            case _:
                return None

    def _colour(self, row: Row, column: int) -> QColor:
        table = self.parent()
        if isinstance(table, QWidget) and not table.isEnabled():
            return GREY
        if column == MARK:
            return DARK_RED if row.priority else SECOND_INK
        return INK


class WaitingView(QWidget):
    """Paints those who wait, and how many they are."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        title = label("waiting_title", texts.waiting)
        self._totals = label("totals")
        self._nobody = label("nobody")
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more = label("more")
        self._why = label("why", wraps=True)
        self.table = _table(texts.waiting)
        self._rows = RowsModel(texts, self.table)
        self.table.setModel(self._rows)
        head = self.table.horizontalHeader()
        # Not measured from the rows: hundreds would be asked at every press.
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(SERVICE, QHeaderView.ResizeMode.Stretch)
        for place, words in _widest(texts).items():
            head.resizeSection(place, _width(words))
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self._totals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._why)
        column.addWidget(self.table, 1)
        column.addWidget(self._nobody, 1)
        column.addWidget(self._more)

    def show_waiting(self, waiting: Waiting, *, live: bool) -> None:
        self.setEnabled(live)
        self._rows.show_rows(waiting.rows)
        self._totals.setText(waiting.totals)
        if self._totals.property("nobody") != bool(waiting.nobody):
            self._totals.setProperty("nobody", bool(waiting.nobody))
            self._totals.style().polish(self._totals)
        self.table.setVisible(bool(waiting.rows))
        self._nobody.setText(waiting.nobody)
        self._nobody.setVisible(not waiting.rows)
        self._why.setText(waiting.why)
        self._why.setVisible(bool(waiting.why))
        self._more.setText(waiting.more)
        self._more.setVisible(bool(waiting.more))

    def turn_page(self, pages: int) -> None:
        """Scroll so many pages on, or back."""
        bar = self.table.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())


def _widest(texts: Texts) -> dict[int, tuple[str, ...]]:
    """Return the longest words of the columns that do not stretch."""
    waited = texts.minutes.format(n=999)
    return {
        NUMBER: (texts.column_number, "88888"),
        WAITED: (texts.column_waited, waited, texts.just_now),
        MARK: (
            texts.column_mark,
            texts.row_helped,
            f"{STAR_ROOM}{texts.row_helped_priority}",
        ),
    }


def _width(words: tuple[str, ...]) -> int:
    measure = QFontMetrics(font(15, Weight.Bold))
    return max(measure.horizontalAdvance(each) for each in words) + CELL_MARGIN


def _table(name: str) -> QTableView:
    table = QTableView()
    table.setAccessibleName(name)
    table.setAlternatingRowColors(True)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setSectionsClickable(False)
    return table


def _star_pixmap(ratio: float) -> QPixmap:
    result = QPixmap(round(18 * ratio), round(18 * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(star(QPointF(9, 9.5), 8.5), DARK_RED)
    painter.end()
    return result
