from datetime import date, timedelta
from shutil import copytree

import pytest

from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.hub.plans import Plans, read_plans
from shared.hub.settings import HubSettings
from tests.halls import a_plan
from tests.programs import ROOT
from tests.shared.hub.folders import COMMON, OWN, OWN_B, a_folder

FIRST = date(2026, 12, 1)
DAY = timedelta(days=1)

WITHOUT_5 = """
services = [{ id = "5", without = true }]
counters = [{ id = "5", without = true }, { id = "1", serves = ["1", "5", "7"] }]
"""

MOVE = """
[[moves]]
service = "5"
from = "xa-a"
to = "xa-b"
since = 2026-12-01
"""


def a_city(path, moves, *, b=WITHOUT_5, **files):
    """Return the settings for xa-a with all services, xa-b without 5, and *moves*."""
    files = {"xa-a": OWN, "xa-b": OWN_B + b, "moves": moves, **files}
    return HubSettings(offices=a_folder(path, **files), database="sqlite://")


def offered(plans, office, day):
    return [service.id for service in plans.on(office, day).offered_on(day)]


def test_a_service_is_offered_where_it_was_until_the_day_and_then_elsewhere(tmp_path):
    plans = read_plans(a_city(tmp_path, MOVE))

    before = [offered(plans, id_, FIRST - DAY) for id_ in plans]
    after = [offered(plans, id_, FIRST) for id_ in plans]

    assert before == [["1", "5", "7"], ["1", "7"]]
    assert after == [["1", "7"], ["1", "7", "5"]]


def test_the_new_office_has_the_services_of_the_giver_and_counters_of_its_own(tmp_path):
    plan = read_plans(a_city(tmp_path, MOVE)).on("xa-b", FIRST)

    service = plan.service_by_id["5"]
    assert (service.name["vi"], service.letter, service.minutes) == ("Kinh tế", "E", 12)
    assert [counter.id for counter in plan.counters_of("5")] == ["1"]


def test_a_definition_of_its_own_stays(tmp_path):
    own = WITHOUT_5.replace("without = true }]\nc", "minutes = 30 }]\nc", 1)

    plan = read_plans(a_city(tmp_path, MOVE, b=own)).on("xa-b", FIRST)

    assert plan.service_by_id["5"].minutes == 30


def test_a_zone_can_be_said_and_a_quota_stays_with_the_giver(tmp_path):
    zones = 'zones = [{ id = "4", name = { vi = "Trả kết quả" } }]\n'
    hours = """
    services = [{ id = "5", quota = { am = 9 } }]
    [hours]
    sessions = [{ id = "am", name = { vi = "S" }, opens = "08:00", closes = "12:00" }]
    """
    files = {"xa-a": OWN + hours}
    move = MOVE + 'zone = "4"\naddress = { vi = "Số 1 phố Mẫu" }\nnotice_days = 30\n'

    plans = read_plans(a_city(tmp_path, move, b=zones + WITHOUT_5, **files))

    service = plans.on("xa-b", FIRST).service_by_id["5"]
    assert (service.zone, dict(service.quota)) == ("4", {})
    there = plans.on("xa-a", FIRST).service_by_id["5"].elsewhere
    assert there.office["vi"] == "UBND XÃ B"
    assert (there.address["vi"], there.notice_days) == ("Số 1 phố Mẫu", 30)


def test_on_each_day_of_a_chain_the_plan_says_where_it_is(tmp_path):
    more = MOVE.replace("xa-b", "xa-c").replace("xa-a", "xa-b")
    chain = more.replace("2026-12-01", "2027-03-01") + MOVE
    c = OWN.replace("xa-a", "xa-c").replace("XÃ A", "XÃ C") + WITHOUT_5
    plans = read_plans(a_city(tmp_path, chain, **{"xa-c": c}))

    def told(day):
        return plans.on("xa-a", day).service_by_id["5"].elsewhere.office["vi"]

    assert [told(FIRST), told(date(2027, 3, 1))] == ["UBND XÃ B", "UBND XÃ C"]
    assert offered(plans, "xa-b", date(2027, 3, 1)) == ["1", "7"]
    assert offered(plans, "xa-c", date(2027, 3, 1)) == ["1", "7", "5"]
    assert plans.on("xa-a", FIRST) is plans.on("xa-a", FIRST + DAY)


def test_procedures_alone_can_go(tmp_path):
    move = MOVE.replace('service = "5"', 'procedures = ["Hộ kinh doanh"]')

    plan = read_plans(a_city(tmp_path, move, b="")).on("xa-a", FIRST)

    [gone] = plan.elsewhere
    assert gone.has("hộ kinh doanh")
    assert gone.holds_on(FIRST)
    assert plan.service_by_id["5"].is_offered_on(FIRST)


def test_a_file_of_moves_may_be_empty_or_full_of_remarks(tmp_path):
    plans = read_plans(a_city(tmp_path, "# [[moves]]\n# service = '5'\n", b=""))

    assert offered(plans, "xa-a", FIRST) == ["1", "5", "7"]


BACK = MOVE.replace("xa-a", "x").replace("xa-b", "xa-a").replace('"x"', '"xa-b"')


@pytest.mark.parametrize(
    ("moves", "reason"),
    [
        (MOVE.replace("xa-a", "xa-z"), "line 2: there is no office 'xa-z', only xa-a"),
        (MOVE.replace("xa-b", "xa-z"), "line 2: there is no office 'xa-z'"),
        (MOVE.replace('"5"', '"6"'), "line 2: xa-a does not offer service 6 on 2026"),
        (MOVE.replace("xa-b", "xa-a"), "line 2: `from` and `to` are both 'xa-a'"),
        (MOVE.replace('service = "5"', ""), "line 2: name one of `service` and"),
        (MOVE + "procedures = ['a']", "line 2: name one of `service` and"),
        (MOVE + "zone = '9'", "line 2: xa-b has no zone '9'"),
        (MOVE + MOVE, "line 8: xa-a does not offer service 5 on 2026-12-01"),
        (BACK.replace("2026", "2025") + MOVE, "line 2: xa-b does not offer service 5"),
        (
            MOVE.replace('from = "xa-a"', ""),
            "line 2: Object missing required field",
        ),
        (MOVE.replace("12-01", "12-01T08:00:00"), "`moves[0].since`"),
        (MOVE.replace("2026-12-01", "'mai'"), "line 2: "),
        (MOVE + "sinse = 3", "line 2: unknown key `moves[0].sinse`"),
        (MOVE + "notice_days = 9999", "line 2: notice_days is 9999"),
        ("moves = 3", "`moves`"),
        ("[[moves]", "is not TOML"),
    ],
)
def test_a_move_that_cannot_be_is_told_with_its_line(tmp_path, moves, reason):
    settings = a_city(tmp_path, moves)

    with pytest.raises(ConfigError) as caught:
        read_plans(settings)

    assert str(caught.value).startswith(str(settings.offices / "moves.toml"))
    assert reason in str(caught.value)


def test_nobody_to_serve_a_service_in_the_new_office_is_told(tmp_path):
    b = WITHOUT_5.replace('"1", "5", "7"', '"1", "7"')

    with pytest.raises(ConfigError, match=r"line 2: no counter of xa-b serves 5: add"):
        read_plans(a_city(tmp_path, MOVE, b=b))


def test_a_letter_that_another_service_has_is_told(tmp_path):
    b = WITHOUT_5.replace(
        '"5", without = true }]\nc',
        '"5", without = true }, { id = "6", letter = "E", zone = "3", minutes = 1,'
        ' name = { vi = "Thuế" } }]\nc',
    )

    with pytest.raises(ConfigError, match=r"line 2: xa-b has the letter E for"):
        read_plans(a_city(tmp_path, MOVE, b=b))


def test_a_single_office_says_itself_what_is_done_elsewhere(tmp_path):
    office = 'office = { vi = "UBND XÃ B" }'
    service = f"letter = 'E'\nelsewhere = {{ {office}, since = 2026-12-01 }}\n"
    gone = f"[[elsewhere]]\nprocedures = ['sao y']\n{office}\nsince = 2026-12-01"
    path = tmp_path / "office.toml"
    text = OWN + COMMON.replace("letter = 'E'\n", service) + gone
    path.write_text(text, encoding="utf-8")

    plan = load(path, Plan)

    assert [each.id for each in plan.offered_on(FIRST - DAY)] == ["1", "5", "7"]
    assert [each.id for each in plan.offered_on(FIRST)] == ["1", "7"]
    assert plan.elsewhere[0].has("Sao y")


def test_a_missing_office_is_told_by_the_word_of_the_file(tmp_path):
    for word, key in (("from", 'from = "xa-a"\n'), ("to", 'to = "xa-b"\n')):
        path = tmp_path / word
        path.mkdir()
        with pytest.raises(ConfigError, match=f"missing required field `{word}`"):
            read_plans(a_city(path, MOVE.replace(key, "")))


def test_the_office_asked_for_is_named_or_the_only_one():
    only, two = Plans.of(a_plan()), Plans({id_: a_plan(id=id_) for id_ in "ab"})

    assert only.named(None, FIRST).id == "mau"
    assert two.named("b", FIRST).id == "b"
    with pytest.raises(ValueError, match="name the office: a, b"):
        two.named(None, FIRST)
    with pytest.raises(ValueError, match="there is no office c: a, b"):
        two.named("c", FIRST)


def test_the_moves_we_suggest_can_be_switched_on(tmp_path):
    folder = tmp_path / "offices"
    copytree(ROOT / "config" / "offices", folder)
    path = folder / "moves.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    first = lines.index("# [[moves]]")
    switched = [line.removeprefix("# ") for line in lines[first:]]
    path.write_text("\n".join(switched), encoding="utf-8")

    plans = read_plans(HubSettings(offices=folder, database="sqlite://"))

    assert "5" not in offered(plans, "xa-an-mau", FIRST)
    assert "5" in offered(plans, "xa-binh-mau", FIRST)
    assert plans.on("xa-an-mau", FIRST).elsewhere[0].since == date(2027, 1, 4)
