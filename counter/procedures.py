"""What the office may have done for a citizen: the short list at the end of a work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.config import load
from shared.domain.names import Names, named


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One procedure; what only the kiosk shows of it is read and left alone."""

    name: Names
    service: str
    words: tuple[str, ...] = ()
    papers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureList:
    """The file of procedures, the same that the kiosk searches."""

    procedures: tuple[Procedure, ...] = ()


def procedures_of(path: Path | None) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the procedures in the file at *path*, by service.

    The names are Vietnamese: they stand in the records. None without a file.

    Raises:
        ConfigError: The file cannot be used.
    """
    result: dict[str, tuple[str, ...]] = {}
    if path is not None:
        for each in load(path, ProcedureList).procedures:
            known = result.get(each.service, ())
            result[each.service] = (*known, named(each.name, "vi"))
    return result
