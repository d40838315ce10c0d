"""All settings of an office in one file, to keep or to take to another PC.

A zip of the folder `config` with a manifest. Secrets stay where they are: tokens and
the technician's PIN are taken out, and those of the PC that takes the file in stay.
"""

import argparse
import hashlib
import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import msgspec

from shared.clock import SystemClock
from shared.config import ConfigError
from shared.domain.times import local
from shared.journal import keep_file
from shared.office.setup import folder, programs
from shared.office.setup.folder import FolderInUse
from shared.office.setup.programs import CheckFailed
from shared.version import installed

MANIFEST = "motcua-settings.json"
FORMAT = 1
LARGEST = 64 * 2**20
"""Bytes of settings, with pictures; more is none of ours."""

SECRET = re.compile(r'^((?:token|pin)\s*=\s*)"([^"]*)"', re.MULTILINE)
LEFT_OUT = {".key", ".pem", ".new", ".part"}


class NoSettings(Exception):
    """The file holds no settings that this program can use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the file says of itself."""

    format: int
    version: str = ""
    """Of the program that made it."""

    made_at: int = 0
    """Milliseconds since 1970, UTC."""

    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file, by its name in the folder."""


def export(config: Path, target: Path) -> None:
    """Write the settings in the folder *config* to the file *target*.

    Raises:
        OSError: They cannot be read, or it not be written; it is as it was.
    """
    files = {name: _without_secrets(name, data) for name, data in _files(config)}
    manifest = Manifest(
        format=FORMAT,
        version=installed() or "",
        made_at=SystemClock().now(),
        files={name: _digest(data) for name, data in files.items()},
    )
    part = target.with_name(f"{target.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        for name, data in files.items():
            file.writestr(name, data)
    part.replace(target)


def take_in(source: Path, config: Path) -> Path:
    """Let the settings in the file *source* be those in the folder *config*.

    Every program looks at them before. Files that *source* does not have stay.
    Returns where the old folder is now.

    Raises:
        NoSettings: The file is damaged, of a newer program, or none of ours.
        CheckFailed, ConfigError: A program cannot use them.
        FolderInUse, OSError: They cannot be written.
        All leave the settings as they were.
    """
    files = _contents(source)
    new = folder.staged(config, {})
    for name, data in files.items():
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        keep_file(new / name, _with_secrets(data, config / name))
    programs.check(new)
    stamp = local(SystemClock().now()).strftime("%Y%m%d-%H%M%S")
    return folder.replace(config, stamp)


def main_export(argv: Sequence[str]) -> int:
    """Write the file."""
    parser = _parser("export-settings", "Writes all settings to one file.")
    arguments = parser.parse_args(argv)
    try:
        export(arguments.config, arguments.file)
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}")
    print(f"{arguments.file}: without tokens and PIN, which stay on this PC")
    return 0


def main_import(argv: Sequence[str]) -> int:
    """Take the file in."""
    about = "Takes settings in from a file; the old ones are kept."
    arguments = _parser("import-settings", about).parse_args(argv)
    try:
        old = take_in(arguments.file, arguments.config)
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}; nothing has changed")
    except (NoSettings, CheckFailed, ConfigError, FolderInUse) as error:
        return _failed(f"{error}; nothing has changed")
    print(f"the old settings are in {old}: start the programs again")
    return 0


def _parser(name: str, about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"motcua-office {name}", description=about)
    parser.add_argument("file", type=Path)
    parser.add_argument("--config", type=Path, default=Path("config"), metavar="DIR")
    return parser


def _failed(words: str) -> int:
    print(f"motcua-office: {words}", file=sys.stderr)
    return 1


def _files(config: Path) -> list[tuple[str, bytes]]:
    found = sorted(path for path in config.rglob("*") if path.is_file())
    return [
        (path.relative_to(config).as_posix(), path.read_bytes())
        for path in found
        if path.suffix not in LEFT_OUT
    ]


def _contents(source: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(source) as file:
            if sum(each.file_size for each in file.infolist()) > LARGEST:
                raise NoSettings(f"{source}: too large for settings")
            manifest = msgspec.json.decode(file.read(MANIFEST), type=Manifest)
            if manifest.format > FORMAT:
                raise NoSettings(
                    f"{source}: made by a newer version ({manifest.version})"
                )
            files = {name: file.read(name) for name in manifest.files}
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError) as error:
        raise NoSettings(f"{source}: damaged, or no settings of ours") from error
    for name, data in files.items():
        if not _is_inside(name) or _digest(data) != manifest.files[name]:
            raise NoSettings(f"{source}: {name} is damaged")
    return files


def _is_inside(name: str) -> bool:
    """Return whether *name* stays in the folder it is put into."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _without_secrets(name: str, data: bytes) -> bytes:
    if not name.endswith(".toml"):
        return data
    return SECRET.sub(r'\1""', data.decode()).encode()


def _with_secrets(data: bytes, present: Path) -> bytes:
    """Return *data* with the secrets that this PC has in the file *present*."""
    if present.suffix != ".toml" or not present.is_file():
        return data
    known = dict(SECRET.findall(present.read_text(encoding="utf-8")))
    secrets = {key.split("=")[0].strip(): value for key, value in known.items()}

    def put_in(line: re.Match[str]) -> str:
        return f'{line[1]}"{secrets.get(line[1].split("=")[0].strip(), "")}"'

    return SECRET.sub(put_in, data.decode()).encode()
