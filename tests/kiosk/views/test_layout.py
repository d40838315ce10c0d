from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from kiosk.views.layout import home_layout
from kiosk.views.scale import scale_of
from shared.config import load
from shared.domain.plan import Plan
from tests.halls import a_hall
from tests.kiosk.builders import a_picture
from tests.kiosk.conftest import CONFIG

SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160), (1280, 1024)]
HEAD = 0.09


@pytest.fixture(params=SIZES, ids=lambda size: "x".join(map(str, size)))
def size(request):
    return request.param


@pytest.fixture(params=["office.toml", "presets/by-field.toml"])
def boards(request, texts, qapp):
    plan = load(CONFIG / request.param, Plan)
    return a_picture(a_hall(plan=plan), texts).boards


def laid_out(size, boards):
    width, height = size
    scale = scale_of(width, height, 21.5)
    return scale, home_layout(width, height * (1 - HEAD), scale, boards)


def targets(layout):
    cards = [card for board in layout.boards for card in board.cards]
    return [*cards, layout.priority, layout.collect]


def test_fingers_find_20_millimetres(size, boards):
    scale, layout = laid_out(size, boards)

    for box in targets(layout):
        assert min(box.width(), box.height()) >= scale.target


def test_targets_keep_8_millimetres_apart(size, boards):
    scale, layout = laid_out(size, boards)
    near = (scale.gap - 1) / 2

    for one, other in combinations(targets(layout), 2):
        grown = [b.adjusted(-near, -near, near, near) for b in (one, other)]
        assert not grown[0].intersects(grown[1])


def test_everything_is_on_the_screen(size, boards):
    _, layout = laid_out(size, boards)
    width, height = size
    screen = QRectF(0, 0, width, height * (1 - HEAD))

    for box in [*targets(layout), layout.title, *(b.heading for b in layout.boards)]:
        assert screen.contains(box)


def test_every_card_has_its_place(size, boards):
    _, layout = laid_out(size, boards)

    assert [len(b.cards) for b in layout.boards] == [len(b.cards) for b in boards]


def test_a_heading_stands_over_its_cards(size, boards):
    _, layout = laid_out(size, boards)

    for board in layout.boards:
        assert board.heading.bottom() <= min(card.top() for card in board.cards)
        assert board.heading.left() == board.cards[0].left()


def test_an_office_without_services_is_an_empty_screen():
    scale, layout = laid_out((1080, 1920), ())

    assert layout.boards == ()
    assert layout.priority.height() >= scale.target


def test_20_millimetres_are_81_pixels_on_the_usual_panel():
    scale = scale_of(1080, 1920, 21.5)

    assert (scale.target, scale.gap) == (81, 32)


def test_small_panels_have_larger_targets():
    assert scale_of(1080, 1920, 15.6).target == 111
