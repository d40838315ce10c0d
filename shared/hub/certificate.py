"""Makes the office's own authority, and a certificate for the hub from it."""

import argparse
import ipaddress
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shared.clock import Clock, SystemClock

HERE = ("localhost", "127.0.0.1", "::1")
"""The hub's own machine knows it by these as well."""

AUTHORITY_DAYS = 10 * 365
HUB_DAYS = 2 * 365
EARLIER = timedelta(days=1)
"""Valid a day before it was made, for stations whose clock is behind."""

AUTHORITY, AUTHORITY_KEY = "authority.pem", "authority.key"
CERTIFICATE, KEY = "hub.pem", "hub.key"


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate, and the key that only its owner has."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def main(words: Sequence[str]) -> int:
    """Obey ``motcua-hub certificate make …``, and return the exit code."""
    parser = argparse.ArgumentParser(prog="motcua-hub certificate", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    make = actions.add_parser("make", help="make or renew the hub's certificate")
    add = make.add_argument
    add("--name", action="append", default=[], help="a name of the hub's machine")
    add("--address", action="append", default=[], help="its address, as 192.168.1.5")
    add("--out", type=Path, default=Path("config/tls"), metavar="DIR")
    add("--days", type=int, default=HUB_DAYS, help=argparse.SUPPRESS)
    arguments = parser.parse_args(words)
    try:
        addresses = [str(ipaddress.ip_address(each)) for each in arguments.address]
        names = [*HERE, *arguments.name, *addresses]
        make_in(arguments.out, names, SystemClock(), days=arguments.days)
    except (OSError, ValueError) as error:
        print(f"motcua-hub certificate: {error}", file=sys.stderr)
        return 1
    out = arguments.out
    print(
        f"For {', '.join(names)}.\n"
        f"In hub.toml:  certificate = {str(out.absolute() / CERTIFICATE)!r}\n"
        f"              key = {str(out.absolute() / KEY)!r}\n"
        f"Copy {out / AUTHORITY} to every station and name it under `authority`;"
        ' there `hub` begins with "wss://".\n'
        f"Keep {out / AUTHORITY_KEY} secret: who has it can pretend to be the hub.\n"
        "A hub that runs takes a renewed certificate at midnight, or on SIGHUP."
    )
    return 0


def make_in(
    folder: Path, names: Sequence[str], clock: Clock, *, days: int = HUB_DAYS
) -> None:
    """Leave a certificate for *names* in *folder*, and an authority if it has none.

    Raises:
        OSError: The folder cannot be written.
        ValueError: The authority there cannot be read.
    """
    now = datetime.fromtimestamp(clock.now() / 1_000, tz=UTC)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / AUTHORITY_KEY).exists():
        authority = _read(folder / AUTHORITY, folder / AUTHORITY_KEY)
    else:
        authority = new_authority(now)
        _write(authority, folder / AUTHORITY, folder / AUTHORITY_KEY)
    hub = new_certificate(authority, names, now, days=days)
    _write(hub, folder / CERTIFICATE, folder / KEY)


def new_authority(now: datetime) -> Signed:
    """Return an authority that vouches for one office's hub."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named("Một Cửa Queue")
    builder = _builder(name, name, key, now, AUTHORITY_DAYS)
    usage = _usage(digital_signature=False, certificates=True)
    basic = x509.BasicConstraints(ca=True, path_length=0)
    builder = builder.add_extension(basic, critical=True)
    builder = builder.add_extension(usage, critical=True)
    return Signed(builder.sign(key, hashes.SHA256()), key)


def new_certificate(
    authority: Signed, names: Sequence[str], now: datetime, *, days: int = HUB_DAYS
) -> Signed:
    """Return a certificate for a hub that is reached under *names*."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate.subject
    builder = _builder(_named("motcua-hub"), issuer, key, now, days)
    vouched = x509.AuthorityKeyIdentifier.from_issuer_public_key(
        authority.key.public_key()
    )
    known_as = x509.SubjectAlternativeName([_known_as(name) for name in names])
    server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    usage = _usage(digital_signature=True, certificates=False)
    basic = x509.BasicConstraints(ca=False, path_length=None)
    builder = builder.add_extension(basic, critical=True)
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(server, critical=False)
    builder = builder.add_extension(known_as, critical=False)
    builder = builder.add_extension(vouched, critical=False)
    return Signed(builder.sign(authority.key, hashes.SHA256()), key)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    days: int,
) -> x509.CertificateBuilder:
    public = key.public_key()
    own = x509.SubjectKeyIdentifier.from_public_key(public)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(own, critical=False)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _known_as(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _usage(*, digital_signature: bool, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        key_cert_sign=certificates,
        crl_sign=certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _read(certificate: Path, key: Path) -> Signed:
    read = serialization.load_pem_private_key(key.read_bytes(), password=None)
    if not isinstance(read, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{key} is no key that was made here")  # noqa: TRY004
    return Signed(x509.load_pem_x509_certificate(certificate.read_bytes()), read)


def _write(signed: Signed, certificate: Path, key: Path) -> None:
    """Leave both, the key for its owner's eyes only; never half of a file."""
    secret = signed.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = signed.certificate.public_bytes(serialization.Encoding.PEM)
    for path, content, mode in ((key, secret, 0o600), (certificate, public, 0o644)):
        new = path.with_name(f"{path.name}.new")
        new.unlink(missing_ok=True)
        number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        new.replace(path)
