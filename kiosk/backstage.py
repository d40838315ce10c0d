"""Puts together what citizens do not touch: the hidden corner, and the rest."""

import logging
from collections.abc import Callable, Mapping

from kiosk.leaving import AGAIN, LEFT
from kiosk.logring import LogRing
from kiosk.printing import Printing
from kiosk.resting import Resting
from kiosk.settings import KioskSettings
from kiosk.staff import Post, Staff
from kiosk.texts import Texts
from kiosk.views.backroom import Backroom
from kiosk.views.nightwatch import Nightwatch
from kiosk.views.touches import Touches
from kiosk.views.window import KioskWindow
from shared.clock import Clock
from shared.qt.barred import words_in
from shared.qt.link import Link
from shared.version import installed


class Backstage:
    """The technician's part of the kiosk in *window*, and how its screen rests."""

    def __init__(
        self,
        window: KioskWindow,
        link: Link,
        clock: Clock,
        texts: Mapping[str, Texts],
        settings: KioskSettings,
        *,
        hub: str,
    ) -> None:
        self.ring = LogRing([settings.token, settings.pin])
        version = installed() or "?"
        post = Post(
            station=settings.station,
            hub=hub,
            scanner_port=settings.scanner.port,
            pin=settings.pin,
            barring=words_in(settings.texts[settings.language]),
            version=lambda: version,
            log_lines=lambda: self.ring.lines,
        )
        words = texts[settings.language]
        self.staff = Staff(link, clock, words, post, parent=window)
        self.backroom = Backroom(window, settings.panel_inches)
        self.backroom.follow(self.staff)
        self.resting = Resting(clock, settings.rest, parent=window)
        self.nightwatch = Nightwatch(window, texts, settings)
        self.nightwatch.follow(self.resting)
        self.staff.picture_changed.connect(self.resting.take_staff)

    def attach(
        self, touches: Touches, printing: Printing, end: Callable[[int], object]
    ) -> None:
        """Listen to the corner and the log, and let orders be obeyed.

        *end* ends the loop of the screen with an exit code.
        """
        logging.getLogger().addHandler(self.ring)
        staff = self.staff
        touches.corner_opened.connect(staff.open)
        touches.touched.connect(staff.notice_touch)
        touches.touched.connect(self.resting.notice_touch)
        printing.state_changed.connect(staff.take_state)
        printing.tested.connect(staff.take_trial)
        staff.test_wanted.connect(printing.test)
        staff.new_roll_told.connect(printing.change_roll)
        staff.restart_wanted.connect(lambda: end(AGAIN))
        staff.leave_wanted.connect(lambda: end(LEFT))

    def detach(self) -> None:
        """Listen to the log no more, and read no more pictures."""
        self.nightwatch.stop()
        logging.getLogger().removeHandler(self.ring)
