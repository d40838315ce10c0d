"""A question to the clerk: a list, perhaps a field, and keys for all of it."""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from counter.panel import Panel, PanelRow
from counter.views.look import GREY, ROW_GROUND, label
from shared.qt.theme import (
    INK,
    NAVY_700,
    SECOND_INK,
    WHITE,
    Weight,
    font,
)

Key = Qt.Key
Index = QModelIndex | QPersistentModelIndex

ROW_PIXELS = 52
DIGIT_PIXELS, MARGIN = 30, 12
DIGITS = 9
"""So many lines have a digit of their own."""

ENTER = (Key.Key_Return, Key.Key_Enter)
PAGE = 6
MOVES = {
    Key.Key_Down: 1,
    Key.Key_Up: -1,
    Key.Key_PageDown: PAGE,
    Key.Key_PageUp: -PAGE,
    Key.Key_Home: -10_000,
    Key.Key_End: 10_000,
}
LESS = (Key.Key_Delete, Key.Key_Minus)


class RowsModel(QAbstractListModel):
    """Gives the lines of a question to the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[PanelRow, ...] = ()

    def show_rows(self, rows: tuple[PanelRow, ...]) -> None:
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.detail
        return None


class RowPainter(QStyledItemDelegate):
    """Paints a line: its digit, what it is, and what there is to know."""

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.digits = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW_PIXELS)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row, place = self._model.rows[index.row()], index.row()
        rect: QRect = option.rect
        view = self.parent()
        here = isinstance(view, QListView) and view.currentIndex().row() == place
        painter.save()
        if here:
            painter.fillRect(rect, NAVY_700)
        elif place % 2:
            painter.fillRect(rect, ROW_GROUND)
        ink = WHITE if here else (INK if row.enabled else GREY)
        second = WHITE if here else (SECOND_INK if row.enabled else GREY)
        box = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        if self.digits and place < DIGITS:
            painter.setFont(font(15, Weight.Bold))
            painter.setPen(second)
            digit = QRect(box.left(), box.top(), DIGIT_PIXELS, box.height())
            painter.drawText(digit, middle, str(place + 1))
        box.setLeft(box.left() + DIGIT_PIXELS)
        if row.times:
            painter.setFont(font(17, Weight.Bold))
            painter.setPen(ink)
            painter.drawText(
                box, middle | Qt.AlignmentFlag.AlignRight, f"× {row.times}"
            )
            box.setRight(box.right() - 60)
        if row.detail:
            half = box.height() // 2
            upper = QRect(box.left(), box.top() + 3, box.width(), half)
            lower = QRect(box.left(), box.top() + half, box.width(), half - 2)
            _draw(painter, upper, row.label, font(16, Weight.Bold), ink)
            _draw(painter, lower, row.detail, font(14, Weight.Medium), second)
        else:
            _draw(painter, box, row.label, font(16, Weight.Bold), ink)
        painter.restore()


class PanelView(QWidget):
    """Paints a question and reports the answer.

    Signals:
        chosen: The line with this number.
        counted: The line with this number so many times more, or less.
        moved: So many lines down, or up.
        typed: What now stands in the field.
        left: Away from the question.
    """

    chosen = Signal(int)
    counted = Signal(int, int)
    moved = Signal(int)
    typed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.panel: Panel | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = label("panel_title", wraps=True)
        self._hint = label("panel_hint", wraps=True)
        self._warning = label("panel_warning", wraps=True)
        self._nothing = label("nobody")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field = QLineEdit()
        self.field.setObjectName("panel_field")
        self.field.setMaxLength(200)
        self.field.textEdited.connect(self.typed)
        self.field.installEventFilter(self)
        self.list = QListView()
        self._rows = RowsModel(self.list)
        self._painter = RowPainter(self._rows, self.list)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._painter)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.leave = QPushButton("Esc")
        self.leave.setObjectName("panel_leave")
        self.leave.setAccessibleName("Esc")
        self.leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.leave.clicked.connect(self.left)
        self._lay_out()

    def show_panel(self, panel: Panel) -> None:
        """Show *panel*; the keys go to it as long as it is there."""
        fresh = self.panel is None or panel.kind is not self.panel.kind
        self.panel = panel
        self._title.setText(panel.title)
        self._hint.setText(panel.hint)
        self._warning.setText(panel.warning)
        self._warning.setVisible(bool(panel.warning))
        self.field.setVisible(bool(panel.field))
        self.field.setPlaceholderText(panel.field_hint)
        self.field.setAccessibleName(panel.field_hint)
        if self.field.text() != panel.text:
            self.field.setText(panel.text)
        self._painter.digits = panel.field != "number"
        self.list.setAccessibleName(panel.title)
        self._rows.show_rows(panel.rows)
        self.list.setVisible(bool(panel.rows))
        self._nothing.setText(panel.nothing)
        self._nothing.setVisible(not panel.rows)
        here = self._rows.index(panel.cursor)
        self.list.setCurrentIndex(here)
        self.list.scrollTo(here)
        self.list.viewport().update()
        if fresh:
            (self.field if panel.field else self).setFocus()

    def forget(self) -> None:
        """There is no question any more."""
        self.panel = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._obey(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._obey(event)
        return super().eventFilter(watched, event)

    def _obey(self, event: QKeyEvent) -> bool:
        """Do what a key is for; return whether it is for anything here."""
        panel, key = self.panel, Key(event.key())
        if panel is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in ENTER:
            if not event.isAutoRepeat():
                self.chosen.emit(panel.cursor)
        elif key is Key.Key_Escape:
            self.left.emit()
        elif key in MOVES and not (panel.field and key in (Key.Key_Home, Key.Key_End)):
            self.moved.emit(MOVES[key])
        elif panel.counts and key in LESS:
            self.counted.emit(panel.cursor, -1)
        elif panel.counts and key is Key.Key_Space:
            self.counted.emit(panel.cursor, 1)
        else:
            return self._take_digit(event.text())
        return True

    def _take_digit(self, text: str) -> bool:
        """Choose the line of a digit, unless digits are what is typed."""
        panel = self.panel
        typing = panel is None or panel.field == "number" or bool(panel.text)
        if typing or len(text) != 1 or text not in "123456789":
            return False
        row = int(text) - 1
        if panel is not None and row < len(panel.rows):
            self._take(row)
        return True

    def _take(self, row: int) -> None:
        if self.panel is not None and self.panel.counts:
            self.counted.emit(row, 1)
        else:
            self.chosen.emit(row)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.field)
        column.addWidget(self._warning)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._hint)


def _draw(painter: QPainter, box: QRect, text: str, face: QFont, ink: QColor) -> None:
    """Write *text* into *box*, cut short with dots where it is too long."""
    painter.setFont(face)
    painter.setPen(ink)
    short = QFontMetrics(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, box.width()
    )
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, short)
