"""What an office wants on its paper: the table `[slip]` of the kiosk's file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

LineName = Literal[
    "office",
    "heading",
    "number",
    "badge",
    "service",
    "place",
    "ahead",
    "wait",
    "issued",
    "session",
    "code",
    "footer",
]
LINES: tuple[LineName, ...] = (
    *("office", "heading", "number", "badge", "service", "place"),
    *("ahead", "wait", "issued", "session", "code", "footer"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipSettings:
    """What stands on the paper, and in which order."""

    logo: Path | None = None
    """A PNG, above all else."""

    logo_mm: Annotated[float, Meta(ge=3, le=40)] = 12.0
    lines: tuple[LineName, ...] = LINES
    second_language: bool = True
    """English beside the Vietnamese, on paper that is wide enough."""

    def __post_init__(self) -> None:
        for name in self.lines:
            if self.lines.count(name) > 1:
                raise ValueError(f"lines has {name!r} more than once")
        if "number" not in self.lines:
            raise ValueError("lines must have 'number'")
        if self.logo is not None:
            # Only an office with a logo waits for Pillow before the first picture.
            from printer.logo import check_logo  # noqa: PLC0415

            check_logo(self.logo)
