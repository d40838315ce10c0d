"""How a clerk's screen looks: one style sheet, and icons as sharp as the screen."""

from string import Template

from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from shared.qt import icons, theme

GREY = QColor("#566780")  # what cannot be pressed: on its ground 4.9
GREY_GROUND = QColor("#E6ECF4")
ROW_GROUND = QColor("#F4F7FB")
ONLINE = QColor("#8FE3B4")  # on navy 900 10.4
OFFLINE = theme.GOLD  # on navy 900 10.8

COLOURS = {
    "grey": GREY,
    "grey_ground": GREY_GROUND,
    "row": ROW_GROUND,
    "online": ONLINE,
    "offline": OFFLINE,
    "background": theme.BACKGROUND,
    "surface": theme.SURFACE,
    "line": theme.LINE,
    "border": theme.BORDER,
    "ink": theme.INK,
    "second": theme.SECOND_INK,
    "primary": theme.NAVY_700,
    "hover": theme.NAVY_600,
    "pressed": theme.NAVY_800,
    "head": theme.NAVY_900,
    "on_dark": theme.ON_DARK,
    "white": theme.WHITE,
    "gold": theme.GOLD,
    "dark_red": theme.DARK_RED,
    "amber": theme.AMBER,
    "amber_ground": theme.AMBER_GROUND,
}

# The space above the letters is for Vietnamese accents: Ổ is taller than the
# font says.
SHEET = Template("""
* { font-family: "Be Vietnam Pro"; font-size: 16px; color: $ink; }
#window { background: $background; }
QLabel { background: transparent; padding-top: 3px; }

#header { background: $head; }
#title { color: $white; font-size: 20px; font-weight: 700; }
#link { color: $offline; font-size: 16px; font-weight: 600; }
#link[online="true"] { color: $online; }
#state { color: $white; font-size: 15px; font-weight: 600; background: $pressed;
    border: 1px solid $border; border-radius: 8px; padding: 8px 16px 6px 16px; }

#alarm { color: $dark_red; background: $gold; border-radius: 8px; font-size: 15px;
    font-weight: 700; padding: 8px 12px 5px 12px; }
#alarm[alarm="off"] { color: $white; background: $dark_red; }
#practice { color: $dark_red; background: $gold; font-size: 17px; font-weight: 800;
    padding: 6px 0 3px 0; }
#compact { color: $white; background: $pressed; border: 1px solid $border;
    border-radius: 8px; font-size: 14px; font-weight: 600; padding: 8px 12px 6px 12px; }

#bar_body { background: $surface; border: 2px solid $primary; }
#bar_body[alarm="on"] { background: $gold; border-color: $dark_red; }
#bar_body[alarm="off"] { background: $surface; border-color: $dark_red; }
#bar_number { color: $primary; font-size: 34px; font-weight: 800; padding-top: 0; }
#bar_number:disabled { color: $grey; }
#bar_state { color: $ink; font-size: 14px; font-weight: 600; }
#bar_full { background: $surface; border: 1px solid $border; border-radius: 8px;
    font-size: 13px; font-weight: 600; padding: 4px 6px 2px 6px; }
#bar #main #label { font-size: 17px; }

.Card { background: $surface; border: 1px solid $line; border-radius: 14px; }

#head { color: $second; font-size: 15px; font-weight: 700; }
#number { color: $primary; font-size: 96px; font-weight: 800; padding-top: 0; }
#message { font-size: 32px; font-weight: 700; padding-top: 7px; }
#number:disabled, #message:disabled, #timer:disabled { color: $grey; }
#priority { background: $gold; border-radius: 18px; }
#priority_text { color: $dark_red; font-size: 18px; font-weight: 800; }
#timer_name { color: $second; font-size: 15px; }
#timer { font-size: 44px; font-weight: 700; padding-top: 0; }
#detail { color: $second; font-size: 17px; }

#note { background: $amber_ground; border-radius: 8px; }
#note_text { color: $amber; font-size: 16px; font-weight: 600; }

StepButton { background: $surface; border: 1px solid $border; border-radius: 10px; }
StepButton:hover { background: $row; border-color: $primary; }
StepButton:pressed { background: $background; }
StepButton:focus { border: 3px solid $primary; }
StepButton:disabled { background: $row; border: 1px solid $line; }
StepButton #label { font-size: 16px; font-weight: 700; }
StepButton #key { color: $second; font-size: 13px; font-weight: 600;
    border: 1px solid $border; border-radius: 5px; padding: 2px 4px 0 4px; }
StepButton #reason { color: $second; font-size: 14px; }
StepButton QLabel:disabled { color: $grey; }
StepButton #key:disabled { color: $grey; border-color: $line; }

#main { background: $primary; border: none; }
#main:hover { background: $hover; }
#main:pressed { background: $pressed; }
#main:focus { border: 3px solid $gold; }
#main:disabled { background: $grey_ground; border: 1px solid $line; }
#main #label { color: $white; font-size: 21px; }
#main #key { color: $white; border-color: $on_dark; }
#main #reason { color: $white; }
#main #label:disabled, #main #reason:disabled { color: $grey; }
#main #key:disabled { color: $grey; border-color: $border; }

#log_in_card { background: $surface; border: 1px solid $line; border-radius: 14px; }
#log_in_title { font-size: 28px; font-weight: 700; padding-top: 6px; }
#log_in_label { font-size: 17px; font-weight: 600; }
#log_in_key { background: $surface; border: 1px solid $border; border-radius: 10px;
    font-size: 28px; font-weight: 700; padding-top: 4px; }
#log_in_key:pressed { background: $background; }
#log_in_enter { color: $white; background: $primary; border: none; border-radius: 10px;
    font-size: 21px; font-weight: 700; padding: 16px 20px 13px 20px; }
#log_in_enter:hover { background: $hover; }
#log_in_enter:focus { border: 3px solid $gold; }
#log_in_enter:disabled { color: $grey; background: $grey_ground; }

#panel_title { font-size: 20px; font-weight: 700; }
#panel_hint { color: $second; font-size: 14px; }
#panel_warning { color: $amber; background: $amber_ground; border-radius: 8px;
    font-weight: 600; padding: 6px 10px 4px 10px; }
#panel_field { background: $surface; border: 2px solid $primary; border-radius: 8px;
    font-size: 18px; padding: 9px 10px 5px 10px; }
#panel_leave { background: $surface; border: 1px solid $border; border-radius: 8px;
    font-size: 14px; font-weight: 600; padding: 7px 14px 5px 14px; }
QListView { background: $surface; border: none; outline: 0; }
#why { color: $second; font-size: 15px; }
#why_here { color: $second; font-size: 15px; }
#today { color: $second; font-size: 15px; font-weight: 600; }
#note[calm="true"] { background: $background; }
#note[calm="true"] #note_text { color: $second; }

#waiting_title { font-size: 20px; font-weight: 700; }
#totals { color: $amber; font-size: 16px; font-weight: 600; }
#totals[nobody="true"] { color: $second; }
#nobody { color: $second; font-size: 18px; }
#more { color: $second; font-size: 15px; font-weight: 600; }
#out_title { font-size: 36px; font-weight: 700; padding-top: 8px; }
#out_hint { color: $second; font-size: 20px; }

QTableView { background: $surface; alternate-background-color: $row; border: none;
    gridline-color: transparent; outline: 0; }
QTableView::item { padding: 3px 3px 0 3px; border: none; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $second; font-size: 15px;
    font-weight: 600; border: none; border-bottom: 2px solid $line;
    padding: 5px 6px 6px 6px; }
QScrollBar:vertical { background: $surface; width: 14px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 5px;
    min-height: 40px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: $background;
    border-radius: 7px; }
""")


def style_sheet() -> str:
    """Return the style sheet of the window."""
    return SHEET.substitute({name: c.name() for name, c in COLOURS.items()})


def sharp_icon(name: str, pixels: int, colour: QColor, on: QWidget) -> QPixmap:
    """Return an icon for *on*, drawn in the pixels of its screen."""
    ratio = on.devicePixelRatioF()
    result = QPixmap(icons.icon(name, round(pixels * ratio), colour))
    result.setDevicePixelRatio(ratio)
    return result


def label(name: str, text: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label that the style sheet knows by *name*."""
    result = QLabel(text)
    result.setObjectName(name)
    result.setIndent(0)
    result.setWordWrap(wraps)
    return result
