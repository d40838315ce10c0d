"""A kiosk that may lose its hub, its power, or both."""

from kiosk.offline import Counterfoil
from kiosk.reporting import Reporter
from kiosk.standby import Standby
from kiosk.viewmodel import KioskViewModel
from printer.jobs import JobState
from shared.domain.errors import QueueError
from shared.domain.rules import decide
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import Done, Refused
from tests.kiosk.builders import FullDisk, a_job


class LoneKiosk:
    """A kiosk that keeps its own numbers in a file: it can die and begin anew."""

    def __init__(self, path, clock, texts, hall):
        self.path, self.clock, self.texts, self.hall = path, clock, texts, hall
        self.slips = []
        self.reports = []
        self.start()

    def start(self, *, grace=0.0):
        self.link = ScriptedLink(self.hall)
        self.foil = Counterfoil(FullDisk(self.path), 1)
        self.standby = Standby(
            self.link, self.foil, self.clock, grace_seconds=grace, again_seconds=0
        )
        self.view = KioskViewModel(
            self.link, self.clock, self.texts, standby=self.standby
        )
        self.view.slip_ready.connect(lambda id_, slip: self.slips.append((id_, slip)))
        reporter = Reporter(self.link, parent=self.view)
        self.standby.unmerged_changed.connect(reporter.note_unmerged)

    @property
    def kept(self):
        """What stands in the file."""
        return self.path.read_text()

    def die(self, *, grace=0.0):
        """End without a word, and begin again without the hub."""
        self.foil.close()
        self.view.deleteLater()
        self.standby.deleteLater()
        self.start(grace=grace)

    def lose_the_hub(self):
        """Hear of the hub, then lose it."""
        self.link.come_online()
        self.link.go_offline()

    def take(self, service="1", *, priority=False):
        """Let a citizen take a number and the paper, and return the number."""
        if priority:
            self.view.choosing.toggle_priority()
        self.view.choosing.choose(service)
        self.view.agree()
        number = self.view.picture.choice.number
        self.view.slip_moved(a_job(JobState.PRINTED, id_=self.slips[-1][0]), "ready")
        self.view.finish()
        return number

    def answer(self):
        """Let the hub obey the last wish, and return the answer."""
        id_, command = self.link.ids[-1], self.link.asked[-1]
        try:
            events = decide(self.hall, command, self.clock.now())
        except QueueError as error:
            answer = Refused(
                id=id_, code=error.code, message=str(error), parts=error.parts
            )
        else:
            for event in events:
                self.link.happen(event)
            answer = Done(id=id_, seq=1, ticket=self.hall.tickets[command.number])
        self.link.answer(answer)
        return answer
