import pytest

from shared.domain.plan import Counter, Service, Zone
from shared.domain.policy import Policy
from tests.halls import COUNTERS, SERVICES, a_plan


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": "Mẫu"}, "office id"),
        ({"name": {"en": "Mau"}}, "no name in Vietnamese"),
        ({"kiosks": 5}, "kiosks is 5"),
        ({"services": ()}, "at least one service"),
        ({"services": (*SERVICES, SERVICES[0])}, "service id 1 is there twice"),
        ({"counters": (*COUNTERS, COUNTERS[0])}, "counter id 1 is there twice"),
        ({"zones": (Zone(id="1", name={"vi": "Khu"}),)}, "unknown zone '3'"),
        (
            {"counters": (Counter(id="9", zone="3", serves=("8",)),)},
            "counter 9 has the unknown service '8'",
        ),
    ],
)
def test_a_plan_that_does_not_fit_together_is_refused(changes, reason):
    with pytest.raises(ValueError, match=reason):
        a_plan(**changes)


@pytest.mark.parametrize(
    ("kind", "parts", "reason"),
    [
        (Zone, {"id": "12"}, "not a digit"),
        (Zone, {"colour": "red"}, "colour"),
        (Service, {"letter": "a"}, "letter"),
        (Service, {"minutes": 0}, "minutes"),
        (Counter, {"id": "100"}, "1-99"),
        (Counter, {"serves": ()}, "serves nothing"),
        (Counter, {"helps": ("1",)}, "serves and helps with 1"),
        (Policy, {"priority_ratio": "5:1"}, "priority_ratio"),
        (Policy, {"number_format": "1"}, "number_format"),
        (Policy, {"max_calls": -1}, "max_calls"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused(kind, parts, reason):
    good = {
        Zone: {"id": "3", "name": {"vi": "Khu"}},
        Service: {
            "id": "1", "letter": "A", "name": {"vi": "Hộ tịch"},
            "zone": "3", "minutes": 12,
        },
        Counter: {"id": "1", "zone": "3", "serves": ("1",)},
        Policy: {},
    }  # fmt: skip

    with pytest.raises(ValueError, match=reason):
        kind(**good[kind] | parts)


def test_a_name_that_is_missing_in_a_language_is_told_in_vietnamese():
    assert SERVICES[0].short_name("en") == "Hộ tịch"
