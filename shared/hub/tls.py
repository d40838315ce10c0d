"""The hub's certificate, with which stations know it and nobody listens in."""

import logging
import ssl
from dataclasses import dataclass
from pathlib import Path

from shared.config import ConfigError

log = logging.getLogger(__name__)


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
        log.info("the certificate was read anew")


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
