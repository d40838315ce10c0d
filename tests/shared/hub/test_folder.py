import pytest

from shared.config import ConfigError
from shared.hub.folder import city_in
from tests.shared.hub.folders import OWN, OWN_B, a_folder


def test_an_office_says_only_what_is_its_own(tmp_path):
    offices = city_in(a_folder(tmp_path, a=OWN + "kiosks = 2\n")).offices

    [office] = offices
    assert (office.plan.id, office.plan.kiosks, office.on_common) == ("xa-a", 2, True)
    assert [service.id for service in office.plan.services] == ["1", "5", "7"]
    assert office.plan.policy.max_calls == 2


def test_an_office_changes_one_service_and_leaves_another_out(tmp_path):
    own = """
    services = [{ id = "5", without = true }, { id = "1", minutes = 9 }]
    counters = [{ id = "5", without = true }]
    """
    [office] = city_in(a_folder(tmp_path, a=OWN + own)).offices

    assert [(s.id, s.minutes) for s in office.plan.services] == [("1", 9), ("7", 6)]
    assert office.plan.service_by_id["1"].name["vi"] == "Hộ tịch"


def test_offices_come_in_the_order_of_their_files(tmp_path):
    folder = a_folder(tmp_path, b=OWN_B, a=OWN)

    assert [office.plan.id for office in city_in(folder).offices] == ["xa-a", "xa-b"]


def test_an_office_may_stand_alone(tmp_path):
    folder = a_folder(tmp_path, a="common = false\n" + OWN)
    with pytest.raises(ConfigError, match=r"a\.toml.*`zones`"):
        city_in(folder)

    text = (folder / "common.toml").read_text(encoding="utf-8")
    (folder / "a.toml").write_text("common = false\n" + OWN + text, encoding="utf-8")
    [office] = city_in(folder).offices

    assert not office.on_common


def test_without_a_common_file_every_office_stands_alone(tmp_path):
    folder = a_folder(tmp_path, a=OWN)
    common = folder / "common.toml"
    (folder / "a.toml").write_text(
        OWN + common.read_text(encoding="utf-8"), encoding="utf-8"
    )
    common.unlink()

    [office] = city_in(folder).offices

    assert not office.on_common


def test_what_is_no_office_is_passed_over(tmp_path):
    folder = a_folder(tmp_path, a=OWN)
    for name in ("a.toml~", ".#a.toml", "~$a.toml", "a.toml.bak", "notes.txt"):
        (folder / name).write_text("no toml at all [", encoding="utf-8")
    (folder / "old.toml").mkdir()

    assert len(city_in(folder).offices) == 1


def test_a_file_may_begin_with_the_mark_of_windows_and_end_its_lines_so(tmp_path):
    folder = a_folder(tmp_path, a=OWN)
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(text.encode("utf-8-sig"))

    assert len(city_in(folder).offices) == 1


@pytest.mark.parametrize(
    ("own", "file", "reason"),
    [
        ("kioskz = 1", "a.toml", "unknown key `kioskz`"),
        ("kiosks = 'two'", "a.toml", "`kiosks`"),
        ("services = [{ id = '5', mins = 3 }]", "a.toml", "`services[id=5].mins`"),
        ("services = [{ id = '5', minutes = 0 }]", "a.toml", "service 5 takes 0"),
        ("services = [{ id = '6', letter = 'G' }]", "a.toml", "`services[id=6]`"),
        ("services = [{ id = '6', without = true }]", "a.toml", "`services[id=6]`"),
        ("services = [{ id = '5', without = true }]", "a.toml", "unknown service '5'"),
        ("common = 'no'", "a.toml", "`common` is true or false"),
        ("kiosks = [", "a.toml", "is not TOML"),
    ],
)
def test_a_mistake_of_an_office_names_its_file_and_the_key(tmp_path, own, file, reason):
    folder = a_folder(tmp_path, a=OWN + own)

    with pytest.raises(ConfigError) as caught:
        city_in(folder)

    assert str(caught.value).startswith(str(folder / file))
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "minutes = 12",
            "minutes = 'long'",
            "`services[id=1].minutes` (in a.toml too)",
        ),
        ("max_calls = 2", "max_callz = 2", "unknown key `policy.max_callz`"),
        ("kiosks = 1", "id = 'x'", "`id` belongs into the file of each office"),
        ("id = '7'", "id = '5'", "twice - at `services[id=5]`"),
        ("kiosks = 1", "kiosks =", "is not TOML"),
    ],
)
def test_a_mistake_of_the_common_file_is_told_of_that_file(tmp_path, old, new, reason):
    folder = a_folder(tmp_path, a=OWN)
    path = folder / "common.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        city_in(folder)

    assert str(caught.value).startswith(str(path))
    assert reason in str(caught.value)


def test_two_offices_with_one_id_are_told_with_both_files(tmp_path):
    folder = a_folder(tmp_path, a=OWN, copy=OWN)

    with pytest.raises(ConfigError, match=r"copy\.toml: `id` is 'xa-a'.*a\.toml"):
        city_in(folder)


def test_all_mistakes_of_a_folder_are_told_at_once(tmp_path):
    folder = a_folder(tmp_path, a=OWN + "x = 1", b=OWN_B, c="id = 'xa-c'")

    with pytest.raises(ConfigError) as caught:
        city_in(folder)

    first, *lines = str(caught.value).splitlines()
    assert first == f"{folder}: 2 files"
    assert [line.split(":")[0] for line in lines] == [
        str(folder / "a.toml"), str(folder / "c.toml"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["common.toml", "moves.toml", "a.toml~"])
def test_a_folder_without_an_office_says_what_to_put_there(tmp_path, name):
    (tmp_path / name).write_text("", encoding="utf-8")

    with pytest.raises(ConfigError, match="holds no office: put a file"):
        city_in(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"gone: .*`offices` names the folder"):
        city_in(tmp_path / "gone")
