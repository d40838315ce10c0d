"""The zones and the services on the home screen of the kiosk, as data."""

from kiosk.closing import standing_of
from kiosk.picture import Away, Board, Card, Picture
from kiosk.texts import Texts
from shared.domain.hall import Hall
from shared.domain.names import named
from shared.domain.plan import Service
from shared.domain.waiting import wait_minutes, waiting

WORDS_SHOWN = 3
"""So many of a service's own words stand on its card."""


def collects_in(hall: Hall) -> str | None:
    """Return the service for those who come for a result, if it is here today."""
    offered = hall.plan.offered_on(hall.day)
    return next((service.id for service in offered if service.collects), None)


def boards_of(hall: Hall, picture: Picture, now: int) -> tuple[Board, ...]:
    """Return the zones that give numbers."""
    boards = (
        Board(
            zone=zone.id,
            name=named(zone.name, picture.language),
            icon=zone.icon,
            colour=zone.colour,
            cards=tuple(
                _card(hall, service, zone.colour, picture, now)
                for service in hall.plan.services
                if service.zone == zone.id and service.is_known_on(hall.day)
            ),
        )
        for zone in hall.plan.zones
    )
    return tuple(board for board in boards if board.cards)


def _card(
    hall: Hall, service: Service, colour: str, picture: Picture, now: int
) -> Card:
    texts, known = picture.texts, picture.away is not Away.LONG
    # What people call a service is written down in Vietnamese only.
    words = ", ".join(service.words[:WORDS_SHOWN]) if picture.language == "vi" else ""
    standing = standing_of(hall, service, now, texts, picture.language)
    return Card(
        service=service.id,
        name=named(service.name, picture.language),
        short=service.short_name(picture.language),
        words=words[:1].upper() + words[1:],
        icon=service.icon,
        colour=colour,
        people=waiting(hall, service.id) if known else None,
        wait=_crowd(hall, service, texts) if known else texts.crowd_not_known,
        crowd=_heads(hall, service, texts) if known else texts.not_known,
        shut=standing.shut,
        note=standing.note,
    )


def _heads(hall: Hall, service: Service, texts: Texts) -> str:
    people = waiting(hall, service.id)
    return texts.ahead_value.format(people=people) if people else texts.nobody_waits


def _crowd(hall: Hall, service: Service, texts: Texts) -> str:
    people = waiting(hall, service.id)
    low, high = wait_minutes(hall, service.id, people)
    template = texts.people if low else texts.people_soon
    crowd = template.format(people=people, low=low, high=high)
    return crowd if people else texts.nobody_waits
