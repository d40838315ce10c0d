"""All that a voice has to say at the kiosk of one office."""

from collections.abc import Iterator, Mapping, Sequence

from kiosk.aloud import recordings_of
from kiosk.procedures import Procedure
from kiosk.sound_settings import LANGUAGE_OF
from kiosk.texts import Texts
from shared.domain.names import named
from shared.domain.plan import Plan
from shared.sound.voices import Voice


def said_by(
    voice: Voice,
    texts: Mapping[str, Texts],
    plan: Plan,
    procedures: Sequence[Procedure] = (),
) -> Mapping[str, str]:
    """Return all that *voice* has to say in this office, by the recording's name."""
    language = LANGUAGE_OF[voice]
    names = _names(plan, procedures, language)
    return recordings_of(texts[language], voice, names)


def _names(plan: Plan, procedures: Sequence[Procedure], language: str) -> Iterator[str]:
    yield from (named(service.name, language) for service in plan.services)
    for procedure in procedures:
        yield named(procedure.name, language)
        yield from procedure.papers_in(language)
