"""What is set for one kiosk: its hub, its panel, its printer, its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from kiosk.pin import LINE as PIN_LINE
from kiosk.rest import CLOCK, AttractSettings, RestSettings, ScreenHours
from kiosk.slip_settings import SlipSettings
from kiosk.sound_settings import SoundSettings
from printer.settings import PrinterSettings
from shared.log import LogSettings
from shared.wire.hubs import Hubs, OfficeId

ON_PAPER = ("vi", "en")
"""The paper is in both, whatever the screen speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerSettings:
    """The scanner for ID cards, in COM mode."""

    port: str = ""
    """`/dev/ttyACM0` or `COM4`; empty: there is none."""

    baud: Annotated[int, Meta(ge=1200, le=921_600)] = 115_200


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskSettings:
    """One kiosk, as `config/kiosk.toml` describes it."""

    hub: Hubs = "ws://127.0.0.1:8765"
    station: Annotated[str, Meta(min_length=1, max_length=40)] = "kiosk-1"
    token: str = ""
    office: OfficeId | None = None
    """Which office it is one of, for a hub with many; a token says it as well."""

    authority: Path | None = None
    """The PEM file of who vouches for a hub at ``wss://``."""

    number: Annotated[int, Meta(ge=0, le=4)] = 0
    """Which of the office's kiosks it is, 1 to 4, each only once: while the hub is
    away it gives the numbers of its own block. 0: it has none, and gives none then."""

    language: str = "vi"
    """What the kiosk speaks when a citizen comes."""

    fullscreen: bool = True
    panel_inches: Annotated[float, Meta(ge=7, le=100)] = 21.5
    """The diagonal of the panel: touch targets are so large for real fingers."""

    thanks_seconds: Annotated[float, Meta(ge=2, le=120)] = 6.0
    """How long the number stays on the screen after the paper came, at least as long
    as it may be given back."""

    idle_seconds: Annotated[float, Meta(ge=30, le=600)] = 30.0
    """After so long without a touch the kiosk is as before that citizen."""

    late_seconds: Annotated[float, Meta(ge=1, le=60)] = 4.0
    """After so long without an answer the citizen is told to wait."""

    pin: Annotated[str, Meta(pattern=PIN_LINE)] = ""
    """The hash of the technician's PIN; `motcua-kiosk --make-pin` makes the line."""

    screen_on: Annotated[str, Meta(pattern=CLOCK)] = ""
    screen_off: Annotated[str, Meta(pattern=CLOCK)] = ""
    """From when to when the screen is lit, `07:00`; both empty: always."""

    attract: AttractSettings = field(default_factory=AttractSettings)

    texts: Mapping[str, Path] = field(default_factory=dict)
    """The file with the wording of each language it speaks."""

    printer: PrinterSettings = field(default_factory=PrinterSettings)
    second_printer: PrinterSettings | None = None
    """Takes over by itself while the first cannot print."""

    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    """Used only where the office limits numbers by cards."""

    procedures: Path | None = None
    """The file with the procedures and the papers to bring, if the office has one."""
    slip: SlipSettings = field(default_factory=SlipSettings)
    """What stands on the paper."""

    sound: SoundSettings = field(default_factory=SoundSettings)
    """How the screen is listened to."""

    records: Path = Path("data")
    """The folder in which it keeps which slips were printed, and the paper's count."""

    log: LogSettings = field(default_factory=LogSettings)

    @property
    def rest(self) -> RestSettings:
        """When the screen rests."""
        attract = self.attract
        return RestSettings(
            hours=ScreenHours(on=self.screen_on, off=self.screen_off),
            pictures_after=attract.after_seconds if attract.folder else None,
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages it speaks, the usual one first."""
        others = (code for code in self.texts if code != self.language)
        return (self.language, *others)

    @property
    def printers(self) -> tuple[PrinterSettings, ...]:
        """The printers, best first."""
        second = self.second_printer
        return (self.printer,) if second is None else (self.printer, second)

    def __post_init__(self) -> None:
        ScreenHours(on=self.screen_on, off=self.screen_off)
        for language in (*ON_PAPER, self.language):
            if language not in self.texts:
                raise ValueError(f"texts has no file for the language {language!r}")
