"""The papers to bring, on the screen and on the slip, as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.procedures import Procedure
from kiosk.texts import Texts
from shared.domain.names import named


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSheet:
    """The list of one procedure, or the procedures of which to choose one."""

    title: str
    papers: tuple[str, ...] = ()
    choices: tuple[tuple[int, str], ...] = ()
    """The place in the office's list, and the name."""

    printed: bool = False
    """The list goes with the slip."""


def procedures_with_papers(
    procedures: Sequence[Procedure], service: str | None
) -> list[int]:
    """Return the places of the procedures of *service* that have a list."""
    return [
        place
        for place, procedure in enumerate(procedures)
        if procedure.service == service and procedure.papers
    ]


def chosen_procedure(
    procedures: Sequence[Procedure], service: str | None, chosen: int | None
) -> int | None:
    """Return the procedure whose list is meant; None while there are several."""
    places = procedures_with_papers(procedures, service)
    if chosen in places:
        return chosen
    return places[0] if len(places) == 1 else None


def paper_sheet(
    procedures: Sequence[Procedure],
    service: str | None,
    chosen: int | None,
    *,
    printed: bool,
    texts: Texts,
    language: str,
) -> PaperSheet | None:
    """Return the papers of *service* that the citizen asked for, None without any."""
    places = procedures_with_papers(procedures, service)
    place = chosen_procedure(procedures, service, chosen)
    if place is not None:
        procedure = procedures[place]
        return PaperSheet(
            title=named(procedure.name, language),
            papers=procedure.papers_in(language),
            printed=printed,
        )
    choices = tuple((each, named(procedures[each].name, language)) for each in places)
    return PaperSheet(title=texts.papers.which, choices=choices) if choices else None


def papers_for_slip(
    procedures: Sequence[Procedure], service: str, chosen: int | None, vi: Texts
) -> tuple[str, ...]:
    """Return the lines for the paper: in Vietnamese, as the footer is."""
    place = chosen_procedure(procedures, service, chosen)
    if place is None:
        return ()
    listed = procedures[place].papers_in("vi")
    return (vi.papers.slip, *(f"– {paper}" for paper in listed))
