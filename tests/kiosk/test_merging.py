from dataclasses import replace
from functools import reduce

import pytest

from shared.domain.commands import CallNext, IssueTicket, MergeTicket
from shared.domain.hall import evolve
from shared.domain.rules import decide, turn_of_day
from shared.domain.times import HOUR, MINUTE, day_of
from shared.wire.messages import Done, Refused
from tests.halls import EIGHT
from tests.kiosk.builders import an_answer
from tests.kiosk.lone import LoneKiosk


@pytest.fixture
def kiosk(qtbot, tmp_path, clock, texts, hall):
    kiosk = LoneKiosk(tmp_path / "numbers.journal", clock, texts, hall)
    qtbot.waitUntil(lambda: not kiosk.standby._starting.isActive())
    return kiosk


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

    kiosk.view.choosing.choose("1")
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
