"""One office at work: who decides, and who keeps its stations company."""

import asyncio

from shared.clock import Clock
from shared.domain.hall import Hall
from shared.hub.attendance import Attendance
from shared.hub.figures import Figures
from shared.hub.notices import Board
from shared.hub.register import Register
from shared.hub.server import Server
from shared.hub.shifts import Shifts
from shared.hub.writer import Writer


class Site:
    """An office that this hub serves, from its beginning to its end."""

    def __init__(
        self,
        writer: Writer,
        hall: Hall,
        *,
        clock: Clock,
        figures: Figures,
        board: Board,
        shifts: Shifts,
        register: Register,
        remembered: int,
    ) -> None:
        """Serve the office of *writer*; *hall* is as its records have it.

        Who missed no more than the events *remembered* need not hear all anew.
        """
        self.office = writer.office
        self.writer = writer
        self.server = Server(
            writer, figures, board, shifts, hall=hall, remembered=remembered
        )
        self.attendance = Attendance(register, clock, self.server.here, shifts)

    def begin(self) -> None:
        """Obey and tell from now on."""
        self.writer.start(self.server.deliver)
        self._beating = asyncio.create_task(self.server.beat())

    async def end(self) -> None:
        """Keep what was already asked, and obey no more."""
        self._beating.cancel()
        await asyncio.to_thread(self.writer.stop)
