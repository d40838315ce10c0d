"""A strip that says why something is not so, or what to see to."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from counter.picture import Note
from counter.views.look import label, sharp_icon
from shared.qt.theme import AMBER

LINE_PIXELS = 25


class NoteView(QFrame):
    """Amber words beside a triangle."""

    def __init__(self, *, lines: int | None = None) -> None:
        """Keep room for so many *lines*, also when empty, or be as high as needed."""
        super().__init__()
        self.setObjectName("note")
        self._text = label("note_text", wraps=True)
        icon = QLabel()
        icon.setPixmap(sharp_icon("triangle-alert", 20, AMBER, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 14, 2)
        row.setSpacing(10)
        row.addWidget(icon)
        row.addWidget(self._text, 1)
        if lines is not None:
            self.setFixedHeight(lines * LINE_PIXELS)
            policy = self.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self.setSizePolicy(policy)

    def show_note(self, note: Note) -> None:
        """Show *note*, or nothing."""
        self._text.setText(note.text)
        self.setVisible(bool(note.text))
