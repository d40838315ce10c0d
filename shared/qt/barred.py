"""Why the hub does not let this station in, or this station does not trust the hub."""

import ssl
from collections.abc import Mapping
from pathlib import Path

from websockets.exceptions import ConnectionClosed, InvalidMessage

from shared.config import load

TURNED_AWAY = 4401

# What to do, for the log; the screens word it in `[barred]` of their texts.
ADVICE: Mapping[str, str] = {
    "token_missing": "no token; on the hub run `motcua-hub station add`",
    "token_unknown": "the token is wrong; on the hub run `motcua-hub station renew`",
    "token_revoked": "the token was revoked; on the hub run `motcua-hub station add`",
    "not_this_station": "the token is another station's: compare `station` and `token`",
    "office_unknown": "the hub has no such office: look at `office` here, and at the"
    " folder `offices` on the hub",
    "certificate_wanted": "the hub has a certificate: let `hub` begin with wss://",
    "certificate_none": "the hub has no certificate: let `hub` begin with ws://",
    "certificate_expired": "the hub's certificate has expired: on the hub run"
    " `motcua-hub certificate make`",
    "certificate_early": "the hub's certificate is not valid yet: set the clocks",
    "certificate_unknown": "nobody vouches for the hub's certificate: copy the hub's"
    " authority.pem here and set `authority`",
    "certificate_name": "the hub's certificate is not for this address: on the hub run"
    " `motcua-hub certificate make --address …`",
    "certificate_wrong": "no secure connection with the hub",
    "authority_missing": "`authority` is no file of certificates: copy the hub's"
    " authority.pem there",
}

NOT_LET_IN = frozenset(
    {
        "token_missing",
        "token_unknown",
        "token_revoked",
        "not_this_station",
        "office_unknown",
    }
)
"""The hub itself has said that this station may not come: what a kiosk gave by itself
it would never take in."""

# OpenSSL's own numbers (X509_V_ERR_…).
VERIFY = {
    9: "certificate_early",
    10: "certificate_expired",
    18: "certificate_unknown",
    19: "certificate_unknown",
    20: "certificate_unknown",
    21: "certificate_unknown",
    62: "certificate_name",
    64: "certificate_name",
}


class AuthorityMissing(Exception):
    """The file that `authority` names cannot be used."""


def trust_in(authority: Path | None) -> ssl.SSLContext:
    """Return how a hub is known: by its office's *authority*, or the system's.

    Raises:
        AuthorityMissing: There is no such file, or it holds no certificates.
    """
    try:
        return ssl.create_default_context(cafile=authority)
    except OSError as error:  # also ssl.SSLError
        raise AuthorityMissing(f"{authority}: {error}") from error


def barred_by(error: Exception) -> str:
    """Return the code of what only a person can mend, or nothing for a lost link."""
    match error:
        case AuthorityMissing():
            return "authority_missing"
        case ConnectionClosed(rcvd=closed) if closed and closed.code == TURNED_AWAY:
            return closed.reason if closed.reason in ADVICE else "token_unknown"
        case ssl.SSLCertVerificationError():
            return VERIFY.get(error.verify_code, "certificate_wrong")
        case _:
            return ""


def puzzles(error: Exception) -> bool:
    """Return whether *error* may come from a hub that wants ws instead of wss, or v.v.

    It may as well come from a hub that has just died.
    """
    cut = ssl.SSLError | ConnectionResetError | ConnectionAbortedError
    return isinstance(error, InvalidMessage | cut)


def why(error: Exception) -> str:
    """Return why there is no hub, for the log."""
    return str(error) or f"cut off ({type(error).__name__})"


def words_in(texts: Path) -> Mapping[str, str]:
    """Return what stations say for each code, as the table [barred] has it.

    Raises:
        ConfigError: The file cannot be used, or has no such table.
    """
    return dict(load(texts, dict[str, str], section="barred"))
