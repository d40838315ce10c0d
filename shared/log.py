"""The logbook: what a person would write down, one line each.

It goes to standard error, where systemd's journal takes it up, or to a file that is
renamed when it is full. Nothing secret gets into it: passwords and tokens that a
library's sentence quotes are crossed out.
"""

import logging
import re
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated

from msgspec import Meta

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MEGABYTE = 1024 * 1024

SECRETS = (
    re.compile(r"(//[^/\s:@]*:)[^@\s]+(?=@)"),  # of an address: //user:password@host
    re.compile(
        r"(\b(?:token|password|passwd|pin|phone)[\"']?\s*[=:]\s*)"
        r"(?:\"[^\"]*\"|'[^']*'|[^\s,;)}\]]+)",
        re.IGNORECASE,
    ),
    re.compile(r"()\b[A-Z2-7]{4}(?:-[A-Z2-7]{4}){6}\b"),  # a station's token
    re.compile(r"()(?<!\w)(?:\+84|0)\d{9}(?:\d\d)?(?!\w)"),  # a phone, an ID card
)
CROSSED_OUT = r"\1***"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """The table ``[log]`` of a program's settings."""

    file: Path | None = None
    """Where the log goes; None: to standard error, for journald or a terminal."""

    megabytes: Annotated[float, Meta(gt=0, le=1_000)] = 5
    """So long a file may get; then it becomes ``….1`` and a new one begins."""

    count: Annotated[int, Meta(ge=1, le=100)] = 5
    """So many old ones are kept."""


class Discreet(logging.Formatter):
    """Writes a line with every secret crossed out, those in tracebacks too."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def without_secrets(text: str) -> str:
    """Return *text* without the passwords, tokens and phone numbers it names."""
    for secret in SECRETS:
        text = secret.sub(CROSSED_OUT, text)
    return text


def start(
    settings: LogSettings | None = None,
    level: int = logging.INFO,
    formatter: logging.Formatter | None = None,
) -> None:
    """Write the logbook of this program where *settings* say.

    A file that cannot be written is no reason not to work: the log then goes to
    standard error, with a line about it. A library that has already set up logging
    is overruled: importing python-escpos does so.
    """
    handler, trouble = _handler(settings or LogSettings())
    handler.setFormatter(formatter or Discreet())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("websockets").setLevel(logging.WARNING)
    if trouble is not None:
        logging.getLogger(__name__).warning("no log file: %s", trouble)


def _handler(settings: LogSettings) -> tuple[logging.Handler, OSError | None]:
    if settings.file is None:
        return logging.StreamHandler(), None
    try:
        settings.file.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(
            settings.file,
            maxBytes=int(settings.megabytes * MEGABYTE),
            backupCount=settings.count,
            encoding="utf-8",
        ), None
    except OSError as error:
        return logging.StreamHandler(), error
