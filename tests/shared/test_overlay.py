import pytest

from shared.overlay import OverlayError, overlay, twice


def test_tables_merge_key_by_key_and_the_upper_one_wins():
    both = overlay(
        {"policy": {"limit": "off", "max_calls": 3}, "kiosks": 1},
        {"policy": {"max_calls": 2}, "id": "xa-a"},
    )

    assert both.table == {
        "policy": {"limit": "off", "max_calls": 2}, "kiosks": 1, "id": "xa-a",
    }  # fmt: skip


def test_entries_with_an_id_change_only_the_keys_they_name_and_keep_their_place():
    both = overlay(
        {"services": [{"id": "1", "minutes": 12, "zone": "3"}, {"id": "2"}]},
        {"services": [{"id": "7", "zone": "1"}, {"id": "1", "minutes": 9}]},
    )

    assert both.table["services"] == [
        {"id": "1", "minutes": 9, "zone": "3"}, {"id": "2"}, {"id": "7", "zone": "1"},
    ]  # fmt: skip


def test_an_entry_can_be_left_out():
    both = overlay(
        {"services": [{"id": "5"}, {"id": "6"}]},
        {"services": [{"id": "5", "without": True}]},
    )

    assert both.table["services"] == [{"id": "6"}]


@pytest.mark.parametrize(
    ("entries", "key"),
    [
        ([{"id": "9", "without": True}], "services[id=9]"),
        ([{"id": "5", "without": False}], "services[id=5]"),
        ([{"id": "5", "without": True, "zone": "3"}], "services[id=5]"),
        ([{"id": "5"}, {"id": "5"}], "services[id=5]"),
    ],
)
def test_entries_that_make_no_sense_are_told_by_their_id(entries, key):
    with pytest.raises(OverlayError) as caught:
        overlay({"services": [{"id": "5"}]}, {"services": entries})

    assert f"`{key}`" in str(caught.value)


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (["a", "b"], ["c"]),
        ([{"id": "1"}], []),
        ([{"id": "1"}], [{"id": 1}]),
        ([{"day": 1}], [{"day": 2}]),
        ([{"id": "1"}], {"id": "1"}),
        ("text", [{"id": "1"}]),
    ],
)
def test_anything_else_is_replaced(lower, upper):
    assert overlay({"key": lower}, {"key": upper}).table == {"key": upper}


def test_it_is_known_which_of_the_two_says_what():
    both = overlay(
        {"kiosks": 1, "services": [{"id": "1", "zone": "3"}, {"id": "2", "zone": "3"}]},
        {"services": [{"id": "2", "words": ["a"]}], "name": {"vi": "A"}},
    )

    mine = ["", "name", "name.vi", "services[1]", "services[1].words[0]"]
    assert all(both.is_upper(key) for key in mine)
    theirs = ["kiosks", "services[0]", "services[0].zone", "services[1].zone"]
    assert not any(both.is_upper(key) for key in theirs)


def test_a_place_in_a_list_is_told_by_the_id_that_stands_there():
    both = overlay({"services": [{"id": "1"}]}, {"services": [{"id": "6"}]})

    assert both.with_ids("services[1].name.vi") == "services[id=6].name.vi"
    assert both.with_ids("services[9].name") == "services[9].name"
    assert both.with_ids("kiosks") == "kiosks"


def test_both_tables_stay_as_they_are():
    lower = {"services": [{"id": "1", "name": {"vi": "A"}}]}
    upper = {"services": [{"id": "1", "name": {"en": "B"}}]}

    overlay(lower, upper)

    assert lower == {"services": [{"id": "1", "name": {"vi": "A"}}]}
    assert upper == {"services": [{"id": "1", "name": {"en": "B"}}]}


def test_ids_that_stand_twice_in_one_table_are_found_at_any_depth():
    table = {
        "hours": {"sessions": [{"id": "am"}, {"id": "am"}]},
        "zones": [{"id": "1"}],
    }

    assert list(twice(table)) == ["hours.sessions[id=am]"]
