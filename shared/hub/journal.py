"""Reads the events of the journal."""

import msgspec

from shared.domain.events import Event
from shared.store.errors import StoreDamaged, StoreNewer
from shared.wire.codec import event_from
from shared.wire.errors import BadFrame


def event_in(text: str) -> Event:
    """Return the event that the journal has as *text*.

    Raises:
        StoreNewer: A newer program has written it: this one knows no such thing.
        StoreDamaged: It is none.
    """
    try:
        table = msgspec.json.decode(text, type=dict)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        why = f"an event in the journal makes no sense: {error}"
        raise StoreDamaged(why) from error
    try:
        return event_from(table)
    except BadFrame as error:
        # A disk that dies leaves no JSON. Records that a newer program has written are
        # sound, and must not give way to a backup when the older one comes back.
        raise StoreNewer("the journal of today", str(error)) from error
