"""What every screen keeps to, whatever it shows and for whomever.

A new scene, and a new sheet that the window shows, are looked at by themselves:
each is painted once for each size and manner, and all rules look at that.
"""

from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, QRect, QTimer
from PySide6.QtGui import QAccessible, QImage

from kiosk.scenes import scenes
from kiosk.views.button import TouchButton
from kiosk.views.card import ServiceCard
from kiosk.views.scale import LEAST, scale_of
from kiosk.views.sheet import Sheet
from kiosk.views.window import KioskWindow
from shared.qt.ink import Written
from shared.qt.theme import contrast

INCHES, SMALL_INCHES = 21.5, 15.6
"""The diagonals of a usual panel and of a small one, on which 20 mm are 111 pixels."""

SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160)]
UPRIGHT = SIZES[0]
MANNERS = {
    "normal": {},
    "large": {"large": True},
    "low": {"low": True},
    "low-large": {"low": True, "large": True},
}
"""How a citizen may want the screen. Only an upright one can be lowered."""

CASES = [
    (size, manner, INCHES)
    for manner in MANNERS
    for size in (SIZES if "low" not in manner else [UPRIGHT])
]
CASES += [(UPRIGHT, manner, SMALL_INCHES) for manner in MANNERS]
SERVICE_NAME, READABLE = 36, 7.0
LARGE_NAME = 40
"""Units: no service's name is smaller in large type, where its card is wide."""

FLASHES_A_SECOND = 3


@dataclass(frozen=True)
class Part:
    """Something that paints itself: where it is, its writing, its voice."""

    name: str
    box: QRect
    lines: list[Written]
    said: str
    role: QAccessible.Role | None
    touched: bool
    card: bool


@dataclass(frozen=True)
class Look:
    """One scene as it was painted, and the contrast of each line."""

    scene: str
    parts: list[Part]
    contrasts: list[tuple[str, float]]
    announced: str


@pytest.fixture(scope="module")
def looks(qapp, plan, texts):
    """Return all looks of a case; a case is painted only once."""
    shown = list(scenes(plan, texts))

    @cache
    def of(case):
        size, manner, inches = case
        window = KioskWindow(panel_inches=inches)
        window.resize(*size)
        said = []
        window.announced.connect(said.append)
        found = [_look(window, scene, manner, said) for scene in shown]
        window.deleteLater()
        return found

    return of


@pytest.fixture(
    params=CASES, ids=lambda case: f"{case[0][0]}x{case[0][1]}-{case[1]}-{case[2]}"
)
def case(request):
    return request.param


def _look(window, scene, manner, said):
    said.clear()
    comfort = replace(scene.picture.comfort, **MANNERS[manner])
    window.show_picture(replace(scene.picture, comfort=comfort))
    image = window.grab().toImage()
    parts = [_part(window, widget) for widget in _painted(window)]
    measured = [
        (line.text, _contrast(image, part, line))
        for part in parts
        for line in part.lines
    ]
    return Look(scene.name, parts, measured, " ".join(said))


def _painted(window):
    """Return what paints itself and can be touched now: a question hides the rest."""
    sheets = [w for w in window.findChildren(Sheet) if w.isVisibleTo(window)]
    if window.asks:
        sheets = [window.dialog]
    return [part for sheet in sheets for part in (sheet, *sheet.buttons())]


def _part(window, widget):
    voice = QAccessible.queryAccessibleInterface(widget)
    return Part(
        name=widget.objectName(),
        box=QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()),
        lines=list(widget.written),
        said=voice.text(QAccessible.Text.Name),
        role=voice.role(),
        touched=isinstance(widget, TouchButton),
        card=isinstance(widget, ServiceCard),
    )


def round_corner(place):
    """Return the pixel where the first letter begins: often a bit of the ground."""
    return QPoint(round(place.left()), round(place.top()))


def _contrast(image: QImage, part: Part, line: Written) -> float:
    """Return the contrast of *line* with what is painted on both sides of it."""
    place, near = line.place, 3
    corner = part.box.topLeft()
    heights = (place.top(), place.center().y(), place.bottom())
    around = [
        QPoint(round(x), round(y)) + corner
        for x in (place.left() - near, place.right() + near)
        for y in heights
    ]
    inside = [at for at in around if part.box.contains(at) and image.valid(at)]
    inside = inside or [round_corner(place) + corner]
    ratios = sorted(contrast(line.colour, image.pixelColor(at)) for at in inside)
    return ratios[len(ratios) // 2]


def test_no_text_is_wider_or_higher_than_its_place(looks, case):
    for look in looks(case):
        for part in look.parts:
            for line in part.lines:
                assert not line.cut, (look.scene, part.name, line.text)
                assert line.top >= -0.5, (look.scene, part.name, line.text)
                assert line.width <= line.box.width() + 1, (look.scene, line.text)


def test_no_line_is_written_over_another(looks, case):
    for look in looks(case):
        for part in look.parts:
            for one, other in combinations(part.lines, 2):
                over = one.place.intersects(other.place)
                assert not over, (look.scene, part.name, one.text, other.text)


def test_no_text_is_small(looks, case):
    (width, height), *_ = case
    least = int(LEAST * min(width, height) / 1080)

    for look in looks(case):
        for part in look.parts:
            for line in part.lines:
                assert line.pixels >= least, (look.scene, part.name, line.text)


def test_the_names_of_services_are_larger(looks, case):
    (width, height), *_ = case
    least = int(SERVICE_NAME * min(width, height) / 1080)

    for look in looks(case):
        for card in (part for part in look.parts if part.card):
            assert card.lines[0].pixels >= least, (look.scene, card.lines[0].text)


def test_fingers_find_20_millimetres(looks, case):
    target = scale_of(*case[0], case[2]).target

    for look in looks(case):
        for part in (part for part in look.parts if part.touched):
            size = min(part.box.width(), part.box.height())
            assert size >= target, (look.scene, part.name)


def test_targets_keep_8_millimetres_apart(looks, case):
    near = scale_of(*case[0], case[2]).gap - 2

    for look in looks(case):
        touched = [part for part in look.parts if part.touched]
        for one, other in combinations(touched, 2):
            grown = one.box.adjusted(-near, -near, near, near)
            assert not grown.intersects(other.box), (look.scene, one.name, other.name)


def test_everything_is_on_the_screen(looks, case):
    screen = QRect(0, 0, *case[0])

    for look in looks(case):
        for part in look.parts:
            assert screen.contains(part.box), (look.scene, part.name)


def test_every_text_stands_out_from_its_ground(looks, case):
    for look in looks(case):
        for text, ratio in look.contrasts:
            assert ratio >= READABLE, (look.scene, text, round(ratio, 1))


def test_every_part_has_a_name_and_a_role(looks, case):
    roles = {QAccessible.Role.Button, QAccessible.Role.CheckBox}

    for look in looks(case):
        for part in look.parts:
            assert part.said, (look.scene, part.name)
            assert not part.touched or part.role in roles, (look.scene, part.name)


@pytest.mark.parametrize("inches", [INCHES, SMALL_INCHES])
@pytest.mark.parametrize("manner", ["low", "low-large"])
def test_all_that_is_touched_on_a_low_screen_is_in_the_lower_half(
    looks, manner, inches
):
    half = UPRIGHT[1] / 2

    for look in looks((UPRIGHT, manner, inches)):
        for part in (part for part in look.parts if part.touched):
            assert part.box.top() >= half, (look.scene, part.name)


def test_large_type_is_no_smaller_anywhere_and_larger_for_services(looks):
    normal, large = (looks((UPRIGHT, manner, INCHES)) for manner in ("normal", "large"))
    names = [
        (_largest(look) for look in pair) for pair in zip(normal, large, strict=True)
    ]

    for usual, grown in names:
        assert all(grown[name] >= size for name, size in usual.items())
    assert sum(map(_sum, large)) > 1.15 * sum(map(_sum, normal))


def test_nothing_moves_by_itself(qapp, plan, texts):
    """What never flashes cannot flash too fast."""
    window = KioskWindow(panel_inches=INCHES)
    quickest = 1_000 / FLASHES_A_SECOND

    for scene in scenes(plan, texts):
        window.show_picture(scene.picture)

    timers = [t for t in window.findChildren(QTimer) if not t.isSingleShot()]
    assert all(timer.interval() >= quickest for timer in timers)
    assert window.findChildren(QAbstractAnimation) == []


def _largest(look):
    return {p.name: p.lines[0].pixels for p in look.parts if p.card and p.lines}


def _sum(look):
    return sum(_largest(look).values())
