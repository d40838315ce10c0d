import pytest

from kiosk.offline import Counterfoil, NoNumber
from shared.domain.commands import IssueTicket
from shared.domain.hall import Hall
from shared.domain.times import HOUR, MINUTE, day_of
from tests.halls import EIGHT, a_hall, a_plan
from tests.kiosk.builders import FullDisk
from tests.shared.domain.test_merging import a_merge

DAY = 24 * HOUR


@pytest.fixture
def path(tmp_path):
    return tmp_path / "numbers.journal"


@pytest.fixture
def open_foil(path):
    """Open the journal of kiosk 1, as after a start; those before are dead."""
    opened = []

    def open_foil(kiosk=1, hall=None):
        opened.append(Counterfoil(FullDisk(path), kiosk))
        if hall is not None:
            opened[-1].remember(hall)
        return opened[-1]

    yield open_foil
    for foil in opened:
        foil.close()


@pytest.fixture
def foil(open_foil):
    return open_foil(hall=a_hall())


def give(foil, service="1", *, at=EIGHT, priority=False):
    return foil.give(service, priority=priority, now=at)


def numbers_of(stubs):
    return [stub.number for stub in stubs]


def test_the_numbers_are_those_of_its_own_block(foil):
    assert numbers_of(give(foil, service) for service in "1125") == [
        "1901", "1902", "2901", "5901",
    ]  # fmt: skip


def test_another_kiosk_has_other_numbers(open_foil):
    foil = open_foil(kiosk=2, hall=a_hall(plan=a_plan(kiosks=2)))

    assert give(foil).number == "1801"


def test_in_the_other_format_it_gives_letters(open_foil):
    plan = a_plan(policy={"number_format": "A001"})

    assert give(open_foil(hall=a_hall(plan=plan))).number == "A901"


def test_it_wishes_what_the_hub_takes_in(foil):
    stub = give(foil, priority=True)

    assert stub.wish == a_merge("1901", priority=True, station=None)


def test_a_kiosk_that_never_heard_of_the_office_gives_nothing(open_foil):
    with pytest.raises(NoNumber):
        give(open_foil())


def test_a_kiosk_without_a_block_in_the_plan_gives_nothing(open_foil):
    foil = open_foil(kiosk=2, hall=a_hall())

    assert foil.plan is None
    with pytest.raises(NoNumber):
        give(foil)


def test_after_a_restart_it_knows_the_plan_and_goes_on(foil, open_foil):
    before = give(foil)

    again = open_foil()

    assert again.plan == a_plan()
    assert again.unmerged == [before]
    assert give(again).number == "1902"


def test_what_is_not_kept_is_not_given(foil, open_foil):
    foil._journal.full = True

    with pytest.raises(OSError, match="no space"):
        give(foil)

    assert foil.unmerged == []
    foil._journal.full = False
    assert give(foil).number == "1901"


def test_a_number_torn_by_a_power_cut_was_never_shown_and_is_given_again(
    foil, open_foil, path
):
    shown = give(foil)
    with path.open("ab") as file:
        file.write(b'deadbeef {"stub":{"id":"9')

    again = open_foil()

    assert again.unmerged == [shown]
    assert give(again).number == "1902"


def test_a_line_that_makes_no_sense_takes_nothing_else_with_it(foil, open_foil):
    shown = give(foil)
    foil._journal.append('{"stub":{"number":7}}')
    foil._journal.append('{"from the future":{}}')

    assert open_foil().unmerged == [shown]


def test_the_block_of_a_service_ends(foil, open_foil):
    numbers = numbers_of(give(foil) for _ in range(99))

    assert (numbers[0], numbers[-1]) == ("1901", "1999")
    with pytest.raises(NoNumber):
        give(foil)
    with pytest.raises(NoNumber):
        give(open_foil())
    assert give(foil, "2").number == "2901"


def test_a_merged_number_is_not_given_again(foil, open_foil):
    foil.settle(give(foil).id)

    again = open_foil()

    assert again.unmerged == []
    assert give(again).number == "1902"


def test_a_lost_journal_does_not_give_what_the_hub_still_knows_of(open_foil):
    foil = open_foil(hall=a_hall((0, a_merge("1905"))))

    assert give(foil).number == "1906"


def test_after_midnight_the_block_begins_anew(foil):
    yesterday = give(foil)

    today = give(foil, at=EIGHT + DAY)

    assert yesterday.number == today.number == "1901"
    assert yesterday.id != today.id
    assert [stub.day for stub in foil.unmerged] == [yesterday.day, today.day]


def test_a_clock_that_was_set_back_does_not_set_the_day_back(foil, open_foil):
    give(foil, at=EIGHT + DAY)

    stub = give(open_foil(), at=EIGHT)

    assert (stub.number, stub.issued_at) == ("1902", EIGHT + DAY)


def test_a_clock_that_has_lost_its_time_counts_from_what_the_hub_has_said(open_foil):
    hall = a_hall((30, IssueTicket(service="1")))

    stub = give(open_foil(hall=hall), at=0)

    assert stub.issued_at == EIGHT + 30 * MINUTE


def test_a_clock_that_was_ahead_follows_the_hubs_day_again(foil, open_foil):
    ahead = give(foil, at=EIGHT + 3 * DAY)

    foil.remember(a_hall())

    assert give(foil, at=EIGHT + HOUR).day == day_of(EIGHT)
    assert give(open_foil(), at=EIGHT + HOUR).day == day_of(EIGHT)
    # When the wrong day has come, its number is out already.
    assert ahead.number == "1901"
    assert give(foil, at=EIGHT + 3 * DAY).number == "1902"


def test_what_the_hub_refuses_is_told_until_the_next_day(foil, open_foil):
    stub = give(foil)

    foil.settle(stub.id, "number_taken")

    assert foil.unmerged == []
    assert foil.refused == ("1901",)
    assert open_foil().refused == ("1901",)
    foil.remember(Hall(a_plan(), day_of(EIGHT + DAY)))
    assert foil.refused == ()


def test_days_that_are_over_leave_the_journal(foil, open_foil, path):
    for _ in range(50):
        foil.settle(give(foil).id)
    waiting = give(foil)
    grown = path.stat().st_size

    foil.remember(Hall(a_plan(), day_of(EIGHT + DAY)))
    again = open_foil()

    assert path.stat().st_size < grown / 3
    assert again.unmerged == [waiting]


def test_hearing_the_same_again_writes_nothing(foil, path):
    size = path.stat().st_size

    foil.remember(a_hall((5, IssueTicket(service="1"))))

    assert path.stat().st_size == size


def test_a_new_plan_is_kept(foil, open_foil):
    foil.remember(a_hall(plan=a_plan(kiosks=3)))

    assert open_foil().plan.kiosks == 3
