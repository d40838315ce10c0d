"""Slips that a counter wants printed here, for somebody it gave a number to."""

import logging
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.picture import Given
from kiosk.slip import slip_for
from kiosk.slip_settings import SlipSettings
from kiosk.texts import Texts
from shared.qt.link import Link
from shared.wire.messages import Print

log = logging.getLogger(__name__)


class Errands(QObject):
    """Makes the slip that a counter asks for, the same that a citizen would get.

    Signals:
        slip_ready: A `Slip` is to be printed; its id comes first.
    """

    slip_ready = Signal(str, object)

    def __init__(
        self,
        link: Link,
        texts: Mapping[str, Texts],
        *,
        dots: int = 576,
        slip: SlipSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._texts = texts
        self._dots = dots
        self._slip = slip
        link.print_wanted.connect(self.take)

    @Slot(object)
    def take(self, wish: Print) -> None:
        """Print the slip of a number, unless it is over by now."""
        hall = self._link.hall
        ticket = hall.tickets.get(wish.number) if hall else None
        if hall is None or ticket is None:
            log.warning("a counter wants paper for %s, which is over", wish.number)
            return
        given = Given(
            ticket=ticket,
            ahead=wish.ahead,
            wait=wish.wait_minutes,
            token=wish.token,
            id=wish.id,
        )
        vi = self._texts["vi"]
        en = self._texts.get("en", vi)
        slip = slip_for(given, hall.plan, vi, en, dots=self._dots, settings=self._slip)
        self.slip_ready.emit(wish.id, slip)
