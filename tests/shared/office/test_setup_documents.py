import tomllib
from dataclasses import replace

import pytest

from display.settings import DisplaySettings
from kiosk.settings import KioskSettings
from shared.config import load
from shared.domain.plan import Plan
from shared.hub.settings import HubSettings
from shared.office.pc import pc_in
from shared.office.setup.answers import (
    Answers,
    CounterAnswer,
    DisplayAnswer,
    KioskAnswer,
    OfficeAnswer,
    PrinterAnswer,
    ServiceAnswer,
    ZoneAnswer,
    id_for,
    span_of,
)
from shared.office.setup.documents import documents
from shared.office.setup.present import answers_in

FILES = ("office.toml", "hub.toml", "kiosk.toml", "display.toml", "pc.toml")


def written(config, answers):
    """Write what *answers* want into *config*, and return the texts."""
    texts = documents(config, answers)
    for name, text in texts.items():
        (config / name).write_text(text, encoding="utf-8")
    return texts


def comments(text):
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


def test_no_answer_changes_nothing(config):
    before = {name: (config / name).read_text(encoding="utf-8") for name in FILES}

    assert documents(config, Answers()) == before


def test_the_answers_that_are_there_change_nothing_either(config):
    before = {name: (config / name).read_text(encoding="utf-8") for name in FILES}
    answers = replace(answers_in(config), hours=None)

    once = written(config, answers)

    assert once == before


def test_writing_twice_is_writing_once(config):
    answers = Answers(
        office=OfficeAnswer(name="UBND XÃ A", kiosks=2),
        hours={"morning": "07:30-11:30"},
        zones=(ZoneAnswer(id="1", name="Sảnh"),),
        services=(ServiceAnswer(id="2", zone="1"), ServiceAnswer(id="7", zone="1")),
        counters=(CounterAnswer(id="1", serves=("2", "7"), zone="1"),),
    )

    once = written(config, answers)
    plan = load(config / "office.toml", Plan)

    assert written(config, answers) == once
    assert written(config, answers_in(config)) == once
    assert [counter.serves for counter in plan.counters] == [("2", "7")]


def test_comments_stay(config):
    before = {name: (config / name).read_text(encoding="utf-8") for name in FILES}

    texts = written(
        config,
        Answers(
            office=OfficeAnswer(name="UBND XÃ A", kiosks=2),
            kiosk=KioskAnswer(inches=15.6),
            printer=PrinterAnswer(place="serial:COM3", paper_mm=58, baud=19_200),
            display=DisplayAnswer(screen=1, inches=55),
            others=True,
        ),
    )

    for name in FILES:
        taken = {"profile", "baud"}  # these comments have become settings
        kept = [c for c in comments(before[name]) if c.split(" ")[0] not in taken]
        now = comments(texts[name])
        assert [comment for comment in kept if comment not in now] == []
    assert (
        'profile = "printers/xprinter-58.toml"   # loại máy in' in texts["kiosk.toml"]
    )


def test_a_city_can_answer_in_a_file(config, tmp_path):
    file = tmp_path / "answers.toml"
    file.write_text(
        """
        preset = "by-field"
        hours = { morning = "7:30-11:30", saturday = "8g-11g" }
        others = true
        [office]
        name = "UBND XÃ ĐÔNG PHÚ – TỈNH \\"NGHỆ AN\\""
        [[services]]
        id = "2"
        name = "Sao y"
        [[services]]
        id = "8"
        [[counters]]
        id = "1"
        serves = ["2"]
        helps = ["8"]
        [[counters]]
        id = "12"
        serves = ["8"]
        priority = true
        [printer]
        place = "tcp:192.168.1.9"
        [display]
        here = false
        """,
        encoding="utf-8",
    )

    written(config, load(file, Answers))

    plan = load(config / "office.toml", Plan)
    assert plan.id == "ubnd-xa-dong-phu-tinh-nghe-an"
    assert plan.name == {"vi": 'UBND XÃ ĐÔNG PHÚ – TỈNH "NGHỆ AN"'}
    assert {s.id: s.name["vi"] for s in plan.services} == {
        "2": "Sao y",
        "8": "Trả kết quả, thu phí, lệ phí",
    }
    assert [(c.id, c.zone, c.priority) for c in plan.counters] == [
        ("1", "1", False),
        ("12", "5", True),
    ]
    assert [(s.opens, s.closes, s.days[0]) for s in plan.hours.sessions] == [
        ("07:30", "11:30", "mon"),
        ("08:00", "11:00", "sat"),
    ]
    assert load(config / "hub.toml", HubSettings).host == "0.0.0.0"
    kiosk = load(config / "kiosk.toml", KioskSettings)
    assert (kiosk.printer.kind, kiosk.printer.device) == ("tcp", "192.168.1.9")
    assert pc_in(config).programs == ("hub", "kiosk")
    assert "7:30 – 11:30" in load(config / "display.toml", DisplaySettings).ticker[0]


def test_a_service_that_was_left_out_can_come_back(config):
    written(
        config,
        Answers(
            services=(ServiceAnswer(id="1"),),
            counters=(CounterAnswer(id="1", serves=("1",)),),
        ),
    )

    written(config, Answers(services=(ServiceAnswer(id="1"), ServiceAnswer(id="3"))))

    services = load(config / "office.toml", Plan).services
    assert [(s.id, s.letter) for s in services] == [("1", "A"), ("3", "C")]


def test_an_office_in_use_keeps_its_key(config):
    written(config, Answers(office=OfficeAnswer(name="UBND XÃ A")))

    written(config, Answers(office=OfficeAnswer(name="UBND XÃ B")))

    assert load(config / "office.toml", Plan).id == "ubnd-xa-a"


def test_numbers_at_any_time_again(config):
    written(config, Answers(hours={"morning": "08:00-12:00"}))

    written(config, Answers(hours={}))

    assert load(config / "office.toml", Plan).hours is None


def test_holidays_outlive_other_hours(config):
    written(config, Answers(hours={"morning": "08:00-12:00"}))
    file = config / "office.toml"
    text = file.read_text(encoding="utf-8")
    holiday = 'holidays = [{ day = 2027-01-01, name = { vi = "Tết" } }]\n'
    file.write_text(text.replace("[hours]\n", f"[hours]\n{holiday}"), encoding="utf-8")

    written(config, Answers(hours={"afternoon": "13:00-17:00"}))

    hours = load(file, Plan).hours
    assert len(hours.holidays) == 1
    assert [session.id for session in hours.sessions] == ["afternoon"]


def test_the_dots_of_a_head_stay_with_its_paper(config):
    file = config / "kiosk.toml"
    text = file.read_text(encoding="utf-8").replace("# dots = 576", "dots = 512")
    file.write_text(text, encoding="utf-8")

    written(config, replace(answers_in(config), hours=None))
    kept = load(file, KioskSettings).printer.dots
    written(config, Answers(printer=PrinterAnswer(paper_mm=58)))

    assert (kept, load(file, KioskSettings).printer.dots) == (512, None)


def test_a_service_nobody_knows_is_refused(config):
    with pytest.raises(ValueError, match="service 0 is none of 1, 2"):
        documents(config, Answers(services=(ServiceAnswer(id="0"),)))


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("UBND PHƯỜNG ĐỐNG ĐA – HÀ NỘI", "ubnd-phuong-dong-da-ha-noi"),
        ("***", "mau"),
        ("X" * 60, "x" * 40),
    ],
)
def test_a_key_is_made_of_the_name(name, id_):
    assert id_for(name) == id_


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("8:00-12:00", ("08:00", "12:00")),
        ("13h30 – 17h", ("13:30", "17:00")),
        ("12:00-8:00", None),
        ("24:00-25:00", None),
        ("", None),
    ],
)
def test_hours_are_read_as_people_write_them(text, span):
    assert span_of(text) == span


def test_the_functional_preset_is_the_office_as_delivered(config):
    delivered = tomllib.loads((config / "office.toml").read_text(encoding="utf-8"))
    preset = (config / "presets" / "functional.toml").read_text(encoding="utf-8")

    assert tomllib.loads(preset) == delivered


def test_a_folder_of_an_older_version_has_no_file_for_the_pc(config):
    (config / "pc.toml").unlink()

    written(config, Answers(display=DisplayAnswer(here=False)))

    assert pc_in(config).programs == ("hub", "kiosk")
