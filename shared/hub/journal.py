"""Reads the events of the journal."""

import msgspec

from shared.domain.events import Event
from shared.store.errors import StoreDamaged
from shared.wire.codec import event_from
from shared.wire.errors import BadFrame


def event_in(text: str) -> Event:
    """Return the event that the journal has as *text*.

    Raises:
        StoreDamaged: It is none.
    """
    try:
        return event_from(msgspec.json.decode(text))
    except (msgspec.DecodeError, BadFrame) as error:
        raise StoreDamaged(
            f"an event in the journal makes no sense: {error}"
        ) from error
