"""The words on the paper, as plain data, before anybody thinks of dots.

Where a text is in two languages they stand side by side, Vietnamese first, with
" / " between them. On narrow paper only the Vietnamese is printed.
"""

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from msgspec import Meta

Mark = Literal["", "BẢN IN LẠI", "PHIẾU THỬ"]

Part = Literal[
    "logo",
    "office",
    "heading",
    "number",
    "badge",
    "service",
    "place",
    "row",
    "rows",
    "code",
    "footer",
]
"""A part of the paper. `row` is the next of the rows, `rows` all that are left."""

ORDER: tuple[Part, ...] = (
    *("logo", "office", "heading", "number", "badge", "service", "place"),
    *("rows", "code", "footer"),
)
BETWEEN = " / "
"""Between the first and the second language."""

REPRINT: Mark = "BẢN IN LẠI"
TEST: Mark = "PHIẾU THỬ"


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A label at the left edge and its value at the right."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """The words on the paper. An empty text or list takes no room."""

    number: str
    office: tuple[str, ...] = ()
    """The lines at the head: the authority, then the office."""

    heading: str = ""
    badge: str = ""
    """The priority badge, framed: `★ ƯU TIÊN / PRIORITY`."""

    service: str = ""
    place: str = ""
    """Where to wait: `Khu 3 – Quầy 1, 2`."""

    rows: tuple[SlipRow, ...] = ()
    code: str = ""
    """What the QR code says. Capitals, digits and `$%*+-./:` keep it small."""

    footer: tuple[str, ...] = ()
    mark: Mark = ""
    """Says that this paper is not the first or not a real one."""

    logo: str = ""
    """The path of a PNG; dark is printed, light and transparent is not."""

    logo_mm: Annotated[float, Meta(ge=3, le=40)] = 12.0
    """How high the logo is, if it is not too wide then."""

    order: tuple[Part, ...] = ORDER
    """What stands on the paper, from top to bottom; a mark always does."""


def example_slip() -> Slip:
    """Return a slip as a ward prints it."""
    return Slip(
        office=("UBND PHƯỜNG MẪU – TP HÀ NỘI", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
        heading="SỐ THỨ TỰ / YOUR NUMBER",
        number="1007",
        badge="★ ƯU TIÊN / PRIORITY",
        service="Hộ tịch / Civil status",
        place="Khu 3 – Quầy 1, 2",
        rows=(
            SlipRow("Số người chờ trước / Ahead of you:", "6"),
            SlipRow("Thời gian chờ dự kiến / Est. wait:", "25–35 phút"),
            SlipRow("Giờ lấy số / Issued:", "08:14 – 05/01/2026"),
            SlipRow("Buổi / Session:", "Sáng"),
        ),
        code="K7Q2M9XW4TRB6ZPD",
        footer=(
            "Vui lòng giữ phiếu và chờ gọi số.",
            "Quá lượt: báo quầy Hướng dẫn trong 30 phút.",
            "Phiếu chỉ có giá trị trong ngày.",
            "Xin cảm ơn! / Thank you!",
        ),
    )


def trial_slip() -> Slip:
    """Return a slip that shows how this printer prints, and is nobody's number."""
    return replace(example_slip(), number="0000", mark=TEST, code="PHIEU THU")
