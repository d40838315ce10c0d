"""The procedures an office has written down, and the papers to bring for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.config import load
from shared.domain.names import Names

Papers = Mapping[str, tuple[str, ...]]
"""What to bring, by language code; ``vi`` is always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One procedure (*thủ tục*) that a service deals with."""

    name: Names
    service: str
    """The digit of the service."""

    words: tuple[str, ...] = ()
    """What people call it, for the search."""

    papers: Papers = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.name.get("vi"):
            raise ValueError("a procedure has no name in Vietnamese")
        if self.papers and not self.papers.get("vi"):
            raise ValueError(f"{self.name['vi']}: papers are not in Vietnamese")

    def papers_in(self, language: str) -> tuple[str, ...]:
        """Return the papers in *language*, or in Vietnamese where it has none."""
        return self.papers.get(language) or self.papers.get("vi", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureList:
    """The file of procedures, as `config/procedures.toml` has them."""

    procedures: tuple[Procedure, ...] = ()


def procedures_of(path: Path | None) -> tuple[Procedure, ...]:
    """Return the procedures in the file at *path*; none without a file.

    Raises:
        ConfigError: The file cannot be used.
    """
    return load(path, ProcedureList).procedures if path else ()
