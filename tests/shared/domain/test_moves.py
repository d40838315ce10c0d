from datetime import date, timedelta

import pytest

from shared.domain.moves import Move, plans_on
from tests.halls import a_plan

FIRST, SECOND = date(2026, 12, 1), date(2027, 3, 1)
DAY = timedelta(days=1)
PLANS = {id_: a_plan(id=id_, name={"vi": f"UBND {id_}"}) for id_ in ("a", "b", "c")}


def a_move(origin, target, since=FIRST, **about):
    return Move(origin=origin, target=target, since=since, **about or {"service": "5"})


def told(moves, day, service="5"):
    """Return where *service* is or goes, by office: its name and the day."""
    plans = plans_on(PLANS, moves, day)
    there = {id_: plan.service_by_id[service].elsewhere for id_, plan in plans.items()}
    return {id_: (each.office["vi"], each.since) for id_, each in there.items() if each}


@pytest.mark.parametrize("day", [FIRST - DAY, FIRST, SECOND])
def test_the_office_that_gives_a_service_away_tells_where_it_goes(day):
    assert told([a_move("a", "b")], day) == {"a": ("UBND b", FIRST)}


def test_along_a_chain_each_office_tells_where_it_is_on_the_day():
    chain = [a_move("b", "c", SECOND), a_move("a", "b", FIRST)]

    before = {"a": ("UBND b", FIRST), "b": ("UBND c", SECOND)}
    assert told(chain, FIRST - DAY) == before
    assert told(chain, SECOND - DAY) == before
    assert told(chain, SECOND) == {"a": ("UBND c", FIRST), "b": ("UBND c", SECOND)}


def test_a_service_that_comes_back_is_here_again():
    back = [a_move("a", "b", FIRST), a_move("b", "a", SECOND)]

    assert told(back, SECOND - DAY) == {"a": ("UBND b", FIRST), "b": ("UBND a", SECOND)}
    assert told(back, SECOND) == {"b": ("UBND a", SECOND)}


def test_a_service_may_go_and_come_more_than_once():
    third = date(2027, 6, 1)
    moves = [
        a_move("a", "b", FIRST), a_move("b", "a", SECOND), a_move("a", "c", third),
    ]  # fmt: skip

    assert told(moves, SECOND)["a"] == ("UBND c", third)
    assert told(moves, third) == {"a": ("UBND c", third), "b": ("UBND c", SECOND)}


def test_another_service_and_another_office_stay_as_they_are():
    plans = plans_on(PLANS, [a_move("a", "b")], FIRST)

    assert plans["a"].services[:2] == PLANS["a"].services[:2]
    assert plans["b"] is PLANS["b"]
    assert plans["c"] is PLANS["c"]


def test_procedures_go_one_by_one_and_their_service_stays():
    both = a_move("a", "b", procedures=("Khai sinh", "Khai tử"))
    one = a_move("b", "c", SECOND, procedures=("khai  SINH",))

    plan = plans_on(PLANS, [both, one], SECOND)["a"]

    assert plan.services == PLANS["a"].services
    there = {gone.procedures: gone.office["vi"] for gone in plan.elsewhere}
    assert there == {("Khai sinh",): "UBND c", ("Khai tử",): "UBND b"}


def test_an_address_and_the_days_of_notice_go_along():
    move = a_move("a", "b", service="5", address={"vi": "Số 1 phố Mẫu"}, notice_days=30)

    there = plans_on(PLANS, [move], FIRST)["a"].service_by_id["5"].elsewhere

    assert there.address == {"vi": "Số 1 phố Mẫu"}
    assert there.notice_days == 30
