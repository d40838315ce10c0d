import pytest

from shared.office.setup.answers import CounterAnswer
from shared.office.setup.present import answers_in
from shared.office.setup.programs import FoundPrinter
from shared.office.setup.terminal import BrokenOff
from tests.shared.office.asked import WORDS, answered

NAME, CORRECT = WORDS.name, WORDS.correct


def test_enter_keeps_every_answer(config):
    answers, _ = answered(config)

    before = answers_in(config)
    assert answers.services == before.services
    assert answers.counters == before.counters
    assert (answers.hours, answers.others) == (before.hours, before.others)
    assert answers.printer == before.printer


def test_what_is_typed_is_the_answer(config):
    answers, _ = answered(config, {NAME: ["  UBND XÃ   MƯỜNG LÓNG "]})

    assert answers.office.name == "UBND XÃ MƯỜNG LÓNG"


def test_letters_typed_in_parts_become_whole_ones(config):
    answers, _ = answered(config, {NAME: ["UBND XA\u0303"]})

    assert answers.office.name == "UBND XÃ"


def test_an_answer_that_makes_no_sense_is_asked_again(config):
    typed = {WORDS.paper_mm: ["79", "58"], WORDS.kiosks: ["viele", "5", "3"]}

    answers, person = answered(config, typed)

    assert (answers.printer.paper_mm, answers.office.kiosks) == (58, 3)
    assert WORDS.number_between.format(lowest="0", highest="4") in person.text


def test_every_answer_can_be_corrected_at_the_end(config):
    typed = {NAME: ["UBND XÃ SAI", "UBND XÃ ĐÚNG"], CORRECT: ["1", "g"]}

    answers, person = answered(config, typed)

    assert answers.office.name == "UBND XÃ ĐÚNG"
    assert person.text.count(WORDS.summary) == 2


@pytest.mark.parametrize("line", ["b", EOFError(), KeyboardInterrupt()])
def test_it_can_be_broken_off_at_the_end(config, line):
    with pytest.raises(BrokenOff):
        answered(config, {CORRECT: [line]})


def test_a_counter_of_a_service_that_is_gone_is_gone_too(config):
    answers, _ = answered(config, {WORDS.services_some: ["1 2"]})

    assert [service.id for service in answers.services] == ["1", "2"]
    assert [counter.id for counter in answers.counters] == ["1", "2"]


def test_services_nobody_serves_are_named(config):
    serves = WORDS.counter_serves.format(counter="1")
    typed = {WORDS.counters_keep: ["k"], WORDS.counter_count: ["1"], serves: ["2"]}

    answers, person = answered(config, typed)

    [counter] = answers.counters
    assert (counter.id, counter.serves, counter.helps) == ("1", ("2",), ())
    assert "Hộ tịch" in person.seen[-2]


def test_a_counter_may_help_and_take_priority_first(config):
    typed = {
        WORDS.counters_keep: ["không"],
        WORDS.counter_count: ["2"],
        WORDS.counter_serves.format(counter="2"): ["3, 4"],
        WORDS.counter_helps.format(counter="2"): ["5"],
        WORDS.priority_counters: ["2"],
    }

    answers, _ = answered(config, typed)

    assert answers.counters[1] == CounterAnswer(
        id="2", serves=("3", "4"), helps=("5",), priority=True
    )


def test_zones_of_ones_own_ask_for_their_names(config):
    typed = {
        f"{WORDS.preset} [": ["4"],
        WORDS.zone_count: ["2"],
        WORDS.zone_name.format(zone="1"): ["Tầng 1"],
        WORDS.zone_name.format(zone="2"): ["Tầng 2"],
    }

    answers, _ = answered(config, typed)

    assert [zone.name for zone in answers.zones] == ["Tầng 1", "Tầng 2"]
    assert {service.zone for service in answers.services} <= {"1", "2"}


def test_a_preset_brings_its_zones_services_and_counters(config):
    answers, _ = answered(config, {f"{WORDS.preset} [": ["3"]})

    assert answers.zones[0].name == "Tư pháp – Hộ tịch – Chứng thực"
    assert answers.counters[6].zone == "5"


def test_hours_of_ones_own(config):
    typed = {
        f"{WORDS.hours} [": ["3"],
        WORDS.morning: ["sáng", "7h30 - 11:30"],
        WORDS.afternoon: ["-"],
    }

    answers, person = answered(config, typed)

    assert answers.hours == {"morning": "07:30-11:30"}
    assert WORDS.hours_wrong in person.text


def test_a_printer_that_is_ready_is_offered_first(config):
    found = [
        FoundPrinter(
            printer="usb:/dev/usb/lp0",
            state="ready",
            model="Xprinter XP-58",
            profile="xprinter-58.toml",
        ),
        FoundPrinter(printer="serial:/dev/ttyS0", state="silent"),
    ]

    answers, _ = answered(config, printers=found)

    printer = answers.printer
    assert (printer.place, printer.paper_mm) == ("usb:/dev/usb/lp0", 58)
    assert printer.profile == "xprinter-58.toml"


def test_a_line_where_nobody_answers_is_no_printer_by_itself(config):
    found = [FoundPrinter(printer="serial:/dev/ttyS0", state="silent")]

    answers, _ = answered(config, printers=found)

    assert answers.printer.place == "virtual"


def test_a_printer_in_the_network_is_typed(config):
    typed = {
        WORDS.printer_which: ["1"],
        WORDS.printer_place: ["192.168.1.9", "tcp:192.168.1.9"],
    }

    answers, person = answered(config, typed)

    assert answers.printer.place == "tcp:192.168.1.9"
    assert WORDS.printer_wrong in person.text
