from dataclasses import replace
from functools import reduce

import pytest

from kiosk.offline import Counterfoil
from kiosk.picture import Away, Screen
from kiosk.reporting import Reporter
from kiosk.standby import RECENT, Standby, standby_of
from kiosk.viewmodel import KioskViewModel
from printer.jobs import JobState
from printer.state import PressState
from shared.domain.commands import CallNext, CloseService, IssueTicket, MergeTicket
from shared.domain.errors import QueueError
from shared.domain.hall import evolve
from shared.domain.rules import decide, turn_of_day
from shared.domain.times import HOUR, MINUTE, SECOND, day_of
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import Done, Refused
from tests.halls import EIGHT, a_hall, a_plan
from tests.kiosk.builders import FullDisk, a_job, an_answer
from tests.shared.domain.test_merging import MORNING


class Kiosk:
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
            self.view.toggle_priority()
        self.view.choose(service)
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


@pytest.fixture
def kiosk(qtbot, tmp_path, clock, texts, hall):
    kiosk = Kiosk(tmp_path / "numbers.journal", clock, texts, hall)
    qtbot.waitUntil(lambda: not kiosk.standby._starting.isActive())
    return kiosk


def rows_of(slip):
    return [row.value for row in slip.rows]


def test_without_the_hub_a_touch_gives_a_number_of_its_own(kiosk):
    kiosk.lose_the_hub()
    kiosk.view.choose("1")

    kiosk.view.agree()

    [(id_, slip)] = kiosk.slips
    assert kiosk.view.picture.screen is Screen.PRINTING
    assert slip.number == kiosk.view.picture.choice.number == "1901"
    assert kiosk.link.asked == []
    [stub] = kiosk.foil.unmerged
    assert (stub.id, stub.token, stub.issued_at) == (id_, slip.code, EIGHT)


def test_the_number_is_kept_before_it_is_shown(kiosk):
    kiosk.lose_the_hub()
    kept = []
    kiosk.view.slip_ready.connect(lambda *_: kept.append("1901" in kiosk.kept))
    kiosk.view.picture_changed.connect(
        lambda picture: (
            kept.append("1901" in kiosk.kept)
            if picture.screen is Screen.PRINTING
            else None
        )
    )

    kiosk.take()

    assert kept == [True, True]


def test_its_home_screen_stays_and_says_that_the_hub_is_away(kiosk, texts):
    kiosk.lose_the_hub()

    picture = kiosk.view.picture
    assert picture.screen is Screen.HOME
    assert picture.away is not Away.NO
    assert len(picture.boards) > 1
    assert "số vẫn có giá trị" in texts["vi"].hub_away


def test_with_the_hub_nothing_is_said_and_the_hub_is_asked(kiosk):
    kiosk.link.come_online()
    kiosk.view.choose("1")

    kiosk.view.agree()

    assert kiosk.link.asked == [IssueTicket(service="1")]
    assert kiosk.view.picture.away is Away.NO
    assert kiosk.foil.unmerged == []


def test_a_kiosk_that_never_heard_of_the_office_waits(kiosk):
    assert kiosk.view.picture.screen is Screen.CONNECTING


def test_after_a_start_the_hub_is_given_a_moment(kiosk):
    kiosk.lose_the_hub()

    kiosk.die(grace=60.0)

    assert kiosk.view.picture.screen is Screen.CONNECTING
    kiosk.link.come_online()
    kiosk.link.go_offline()
    assert kiosk.view.picture.screen is Screen.HOME


def test_after_that_moment_it_gives_numbers_by_the_plan_it_has_kept(kiosk, qtbot):
    kiosk.lose_the_hub()
    kiosk.die()

    qtbot.waitUntil(lambda: kiosk.view.picture.screen is Screen.HOME)

    assert kiosk.take("2") == "2901"


def test_a_kiosk_without_a_block_says_that_the_hub_is_away(qtbot, link, clock, texts):
    view = KioskViewModel(link, clock, texts, standby=None)
    link.come_online()

    link.go_offline()

    assert view.picture.screen in (Screen.AWAY, Screen.CONNECTING)


def test_number_0_is_no_block(tmp_path, link, clock):
    assert standby_of(0, tmp_path, link, clock) is None
    assert standby_of(2, tmp_path, link, clock) is not None


def test_a_folder_that_cannot_be_used_is_no_reason_not_to_start(tmp_path, link, clock):
    (tmp_path / "folder").write_text("a file")

    assert standby_of(1, tmp_path / "folder", link, clock) is None


def test_a_wish_that_is_under_way_stays_that_wish(kiosk):
    kiosk.link.come_online()
    kiosk.view.choose("1")
    kiosk.view.agree()

    kiosk.link.go_offline()
    kiosk.view.agree()

    assert kiosk.foil.unmerged == []
    assert kiosk.view.picture.screen is Screen.PRINTING
    kiosk.link.come_online()
    kiosk.link.answer(an_answer(kiosk.hall, id_=kiosk.link.ids[0]))
    assert kiosk.view.picture.choice.number == "1001"


def test_priority_is_remembered(kiosk):
    kiosk.lose_the_hub()

    kiosk.take(priority=True)

    assert kiosk.foil.unmerged[0].priority
    assert kiosk.slips[0][1].badge


def test_a_moment_after_the_hub_has_gone_its_figures_still_count(kiosk):
    for _ in range(3):
        kiosk.link.happen(decide(kiosk.hall, IssueTicket(service="1"), EIGHT)[0])
    kiosk.lose_the_hub()

    kiosk.take()
    kiosk.take()

    assert [rows_of(slip)[0] for _, slip in kiosk.slips] == ["3", "4"]
    cards = [card for board in kiosk.view.picture.boards for card in board.cards]
    assert [card.people for card in cards if card.service == "1"] == [5]


def test_later_nobody_knows_how_many_wait(kiosk, clock):
    kiosk.link.happen(decide(kiosk.hall, IssueTicket(service="1"), EIGHT)[0])
    kiosk.lose_the_hub()
    clock.advance(RECENT + SECOND)

    kiosk.view.choose("1")
    asked = kiosk.view.picture.choice
    kiosk.view.agree()

    assert (asked.people, asked.wait) == (None, "chưa rõ")
    assert rows_of(kiosk.slips[0][1])[:2] == ["chưa rõ", "chưa rõ"]
    assert kiosk.view.picture.away is Away.LONG


def test_the_cards_say_so_too(kiosk, clock):
    kiosk.lose_the_hub()
    clock.advance(RECENT + SECOND)
    kiosk.view._refresh()

    cards = [card for board in kiosk.view.picture.boards for card in board.cards]
    assert {card.people for card in cards} == {None}
    assert {card.wait for card in cards} == {"Chưa rõ giờ chờ"}


def test_a_full_block_is_said_kindly(kiosk):
    kiosk.lose_the_hub()
    for _ in range(99):
        kiosk.foil.give("1", priority=False, now=EIGHT)

    kiosk.view.choose("1")
    kiosk.view.agree()

    assert kiosk.view.picture.screen is Screen.REFUSED
    assert "hết số dự phòng" in kiosk.view.picture.sentence
    assert "quầy 6" in kiosk.view.picture.sentence
    kiosk.view.finish()
    assert kiosk.take("2") == "2901"


def test_a_disk_that_takes_nothing_gives_nothing(kiosk):
    kiosk.lose_the_hub()
    kiosk.foil._journal.full = True

    kiosk.view.choose("1")
    kiosk.view.agree()

    assert kiosk.view.picture.screen is Screen.REFUSED
    assert kiosk.slips == []


def test_outside_the_hours_there_is_no_number_without_the_hub_either(
    qtbot, tmp_path, clock, texts
):
    hall = a_hall(plan=a_plan(hours=MORNING))
    kiosk = Kiosk(tmp_path / "numbers", clock, texts, hall)
    kiosk.lose_the_hub()

    clock.advance(6 * HOUR)

    outcome = kiosk.standby.give("1", priority=False)
    assert outcome.code == "office_closed"
    assert kiosk.foil.unmerged == []


def test_who_waits_by_old_figures_does_not_close_a_service(
    qtbot, tmp_path, clock, texts
):
    crowd = [IssueTicket(service="1")] * 15
    hall = a_hall(*crowd, plan=a_plan(hours=MORNING))
    kiosk = Kiosk(tmp_path / "numbers", clock, texts, hall)
    kiosk.link.happen(decide(hall, IssueTicket(service="2"), EIGHT)[0])
    kiosk.lose_the_hub()

    clock.advance(3 * HOUR)

    assert kiosk.standby.give("1", priority=False).ticket.number == "1901"


def test_what_the_staff_have_closed_stays_closed(qtbot, tmp_path, clock, texts):
    hall = a_hall(plan=a_plan())
    kiosk = Kiosk(tmp_path / "numbers", clock, texts, hall)
    kiosk.link.happen(
        decide(hall, CloseService(service="1", reason="mất mạng"), EIGHT)[0]
    )
    kiosk.lose_the_hub()

    assert kiosk.standby.give("1", priority=False).code == "service_closed"


def test_a_service_that_is_not_known_gets_no_number(kiosk):
    kiosk.lose_the_hub()

    assert kiosk.standby.give("?", priority=False).code == "unknown_service"


def test_when_the_hub_is_back_it_is_told_of_all_in_their_order(kiosk, clock):
    kiosk.lose_the_hub()
    for service in "121":
        kiosk.take(service)
        clock.advance(MINUTE)
    stubs = kiosk.foil.unmerged

    kiosk.link.come_online()
    answers = [kiosk.answer() for _ in stubs]

    assert [answer.ticket.number for answer in answers] == ["1901", "2901", "1902"]
    assert [answer.ticket.queued_at for answer in answers] == [
        EIGHT, EIGHT + MINUTE, EIGHT + 2 * MINUTE,
    ]  # fmt: skip
    assert kiosk.link.ids == [stub.id for stub in stubs]
    assert kiosk.link.tokens == [stub.token for stub in stubs]
    assert kiosk.foil.unmerged == []


def test_a_number_is_told_when_the_one_before_is_answered(kiosk):
    kiosk.lose_the_hub()
    kiosk.take()
    kiosk.take()

    kiosk.link.come_online()

    assert len(kiosk.link.asked) == 1
    # The link itself sends again what got no answer.
    kiosk.link.go_offline()
    kiosk.link.come_online()
    assert len(kiosk.link.asked) == 1


def test_a_citizen_may_come_while_numbers_are_told(kiosk):
    kiosk.lose_the_hub()
    kiosk.take()
    kiosk.link.come_online()

    kiosk.view.choose("1")
    kiosk.view.agree()
    [event] = decide(kiosk.hall, IssueTicket(service="1"), EIGHT)
    kiosk.link.happen(event)
    kiosk.link.answer(Done(id=kiosk.link.ids[-1], seq=1, ticket=event.ticket))

    assert kiosk.view.picture.choice.number == "1001"
    assert len(kiosk.foil.unmerged) == 1


def test_a_power_cut_before_a_number_is_told_loses_nothing(kiosk):
    kiosk.lose_the_hub()
    kiosk.take()
    [stub] = kiosk.foil.unmerged

    kiosk.die()
    kiosk.link.come_online()

    assert kiosk.link.ids == [stub.id]
    assert kiosk.answer().ticket.number == "1901"
    assert kiosk.foil.unmerged == []


def test_a_power_cut_before_the_answer_asks_again_under_the_same_id(kiosk):
    kiosk.lose_the_hub()
    kiosk.take()
    kiosk.link.come_online()
    sent, asked = kiosk.link.ids, kiosk.link.asked
    reduce(evolve, decide(kiosk.hall, asked[0], EIGHT), kiosk.hall)

    kiosk.die()
    kiosk.link.come_online()

    assert (kiosk.link.ids, kiosk.link.asked) == (sent, asked)
    assert kiosk.answer().ticket.number == "1901"
    assert kiosk.hall.issued == 1


def test_a_power_cut_before_the_answer_is_kept_asks_again_too(kiosk):
    kiosk.lose_the_hub()
    kiosk.take()
    kiosk.link.come_online()
    sent = kiosk.link.ids
    kiosk.foil._journal.full = True
    kiosk.answer()
    assert kiosk.foil.unmerged == []

    kiosk.die()
    kiosk.link.come_online()

    assert kiosk.link.ids == sent
    assert kiosk.answer().ticket.number == "1901"
    assert kiosk.hall.issued == 1
    assert kiosk.foil.unmerged == []


def test_what_the_hub_could_not_keep_is_told_again(kiosk, qtbot):
    kiosk.lose_the_hub()
    kiosk.take()
    kiosk.link.come_online()
    [id_] = kiosk.link.ids

    kiosk.link.answer(Refused(id=id_, code="not_kept", message="disk full"))

    qtbot.waitUntil(lambda: kiosk.link.ids == [id_, id_])
    kiosk.answer()
    assert kiosk.foil.unmerged == []


def test_what_the_hub_refuses_is_shown_to_the_staff(kiosk):
    kiosk.lose_the_hub()
    kiosk.take()
    kiosk.take("2")
    kiosk.hall.put([replace(an_answer(kiosk.hall).ticket, number="1901")], [])
    kiosk.clock.advance(MINUTE)
    taken = kiosk.hall.tickets["1901"]
    kiosk.hall.put([replace(taken, issued_at=EIGHT - 1)], [])

    kiosk.link.come_online()
    codes = [getattr(kiosk.answer(), "code", "done") for _ in range(2)]

    assert codes == ["number_taken", "done"]
    assert kiosk.link.reports[-1].unmerged == ("1901",)
    assert kiosk.foil.unmerged == []


def test_the_report_tells_of_printing_and_numbers_together(qtbot, link):
    reporter = Reporter(link)

    reporter.note_unmerged(("1901",))
    reporter.note_printing(PressState(printer="paper_out", paper="out"))

    assert link.reports[-1].unmerged == ("1901",)
    assert link.reports[-1].printer == "paper_out"


def test_nothing_is_reported_twice(qtbot, link):
    reporter = Reporter(link)

    reporter.note_unmerged(())
    reporter.note_unmerged(("1901",))
    reporter.note_unmerged(("1901",))

    assert len(link.reports) == 1


def test_over_midnight_the_days_are_told_apart(kiosk, clock):
    kiosk.lose_the_hub()
    kiosk.take()
    clock.advance(24 * HOUR)
    assert kiosk.take() == "1901"
    reduce(
        evolve, turn_of_day(kiosk.hall, day_of(clock.now()), clock.now()), kiosk.hall
    )

    kiosk.link.come_online()
    first, second = kiosk.answer(), kiosk.answer()

    assert first.code == "not_of_today"
    assert second.ticket.queued_at == EIGHT + 24 * HOUR
    assert kiosk.foil.unmerged == []


def test_a_day_that_begins_while_the_hub_is_there_is_kept(kiosk, clock):
    kiosk.link.come_online()
    tomorrow = EIGHT + 24 * HOUR

    for event in turn_of_day(kiosk.hall, day_of(tomorrow), tomorrow):
        kiosk.link.happen(event)

    assert kiosk.foil.known.day == day_of(tomorrow)


def test_the_hubs_hall_never_hears_of_a_number_it_does_not_know(kiosk):
    kiosk.link.happen(decide(kiosk.hall, IssueTicket(service="1"), EIGHT)[0])
    kiosk.lose_the_hub()
    before = kiosk.hall.hash

    kiosk.take()

    assert kiosk.hall.hash == before


def test_merged_numbers_are_called_by_their_arrival(kiosk, clock):
    kiosk.lose_the_hub()
    kiosk.take()
    clock.advance(MINUTE)
    [event] = decide(kiosk.hall, IssueTicket(service="1"), clock.now())
    kiosk.link.happen(event)

    kiosk.link.come_online()
    kiosk.answer()

    [event] = decide(kiosk.hall, CallNext(counter="1"), clock.now())
    assert event.ticket.number == "1901"


def test_only_merges_are_told(kiosk):
    kiosk.lose_the_hub()
    kiosk.take()

    kiosk.link.come_online()

    assert all(isinstance(wish, MergeTicket) for wish in kiosk.link.asked)
