"""The hub's certificate, with which stations know it and nobody listens in."""

import logging
import ssl
from dataclasses import dataclass
from pathlib import Path

from shared.config import ConfigError
from shared.domain.times import HOUR
from shared.hub.notices import Board

log = logging.getLogger(__name__)

DAYS_BEFORE = 30
"""So long before its end somebody is told to renew the certificate."""

ENDS = "certificate_ends"
MAKE_NEW = "`motcua-hub certificate make` makes the next one"


@dataclass(frozen=True, slots=True)
class Files:
    """Where the certificate and its key are, both PEM."""

    certificate: Path
    key: Path


class Tls:
    """How the hub speaks with its stations; renewed without ending a conversation."""

    def __init__(self, files: Files) -> None:
        """Read *files*.

        Raises:
            ConfigError: One cannot be read, or the two do not belong together.
        """
        self._files = files
        self.context = _context(files)
        self.ends_at = _end_of(files.certificate)
        """From then on no station accepts it."""

    def reload(self) -> None:
        """Take what is in the files now for whoever comes from now on.

        What cannot be used changes nothing, and is in the log.
        """
        try:
            _context(self._files)
        except ConfigError as error:
            log.error("the old certificate stays: %s", error)  # noqa: TRY400  # in words
            return
        self.context.load_cert_chain(self._files.certificate, self._files.key)
        self.ends_at = _end_of(self._files.certificate)
        log.info("the certificate was read anew")

    def tell(self, board: Board, now: int) -> None:
        """Hang out on *board* how many days are left, as soon as they are few."""
        days = max(0, (self.ends_at - now) // (24 * HOUR))
        if days > DAYS_BEFORE:
            board.take(ENDS)
            return
        log.warning("the certificate ends in %d days: %s", days, MAKE_NEW)
        board.put(ENDS, now, days=days)


def _context(files: Files) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    for path in (files.certificate, files.key):
        try:
            path.read_bytes()
        except OSError as error:
            hint = "make it with `motcua-hub certificate make`"
            raise ConfigError(path, f"{error.strerror}; {hint}") from error
    try:
        context.load_cert_chain(files.certificate, files.key)
    except ssl.SSLError as error:
        reason = f"is no certificate with the key {files.key}: {error.reason}"
        raise ConfigError(files.certificate, reason) from error
    return context


def _end_of(certificate: Path) -> int:
    """Return until when *certificate* is good, in milliseconds."""
    # Only here: it is large, and most hubs have no certificate.
    from cryptography import x509  # noqa: PLC0415

    end = x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc
    return int(end.timestamp() * 1_000)
