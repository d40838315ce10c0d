"""What is said in the hall, and when, without a sound."""

from dataclasses import replace

import pytest

from display.announcing import Announcements, Manners
from display.speech import Use
from shared.clock import ManualClock
from shared.domain.hall import Call
from shared.domain.ticket import State, Ticket
from shared.domain.times import SECOND
from shared.sound.pieces import text_of
from shared.sound.voices import Voice
from tests.halls import EIGHT

LONG = 6 * SECOND
"""How long a sentence takes here."""


class Hearing:
    """A hall in which one sentence after the other is said."""

    def __init__(self, **manners):
        self.clock = ManualClock(EIGHT)
        self.tickets = {}
        self.announcements = Announcements(Manners(**manners))
        self.said = []

    def call(self, number, counter, *, recall=False, last=False, priority=False):
        now = self.clock.now()
        self.tickets[number] = Ticket(
            number=number,
            service=number[0],
            state=State.CALLED,
            counter=counter,
            issued_at=now,
            queued_at=now,
            order=1,
        )
        call = Call(
            number=number,
            counter=counter,
            service=number[0],
            at=now,
            recall=recall,
            priority=priority,
        )
        self.announcements.call(call, now, last=last)

    def turn(self, number, state, **changes):
        ticket = self.tickets[number]
        self.tickets[number] = replace(ticket, state=state, **changes)

    def say(self):
        """Say one sentence, and let its time pass; the words, or nothing."""
        sentence = self.announcements.next(self.clock.now(), self.tickets.get)
        if sentence is None:
            return ""
        self.said.append(sentence)
        self.clock.advance(LONG)
        self.announcements.over(self.clock.now())
        return text_of(sentence.pieces)

    def say_all(self):
        """Say what there is to say now."""
        words = []
        while text := self.say():
            words.append(text)
        return words

    def places(self):
        """Whoever was called, and to which counter, in order."""
        return [(i.number, i.counter) for s in self.said for i in s.items]


@pytest.fixture
def hearing():
    return Hearing(repeats=0)


def test_a_call_is_said_once(hearing):
    hearing.call("1001", "3")

    assert hearing.say_all() == [
        "Mời công dân có số thứ tự một không không một, đến quầy số ba."
    ]


def test_a_priority_call_is_said_to_be_one(hearing):
    hearing.call("1001", "3", priority=True)

    assert hearing.say().startswith("Mời công dân có số ưu tiên một")


def test_calls_are_said_in_their_order(hearing):
    for number, counter in (("1001", "1"), ("2001", "2"), ("3001", "3")):
        hearing.call(number, counter)

    hearing.say_all()

    assert hearing.places() == [("1001", "1"), ("2001", "2"), ("3001", "3")]
    assert all(len(sentence.items) == 1 for sentence in hearing.said)


def test_a_recall_and_the_last_call_have_their_own_words(hearing):
    hearing.call("1001", "3")
    hearing.say()
    hearing.call("1001", "3", recall=True)
    second = hearing.say()
    hearing.call("1001", "3", recall=True, last=True)
    third = hearing.say()

    assert second.startswith("Xin nhắc lại: mời công dân có số thứ tự một")
    assert third.startswith("Mời lần cuối, công dân có số thứ tự một")


def test_a_recall_of_a_call_that_still_waits_is_one_call_with_it(hearing):
    hearing.call("1001", "3")
    hearing.call("2001", "4")

    hearing.call("1001", "3", recall=True)

    assert [text[:17] for text in hearing.say_all()] == ["Mời công dân có s"] * 2
    assert hearing.places() == [("1001", "3"), ("2001", "4")]


def test_each_language_has_its_turn():
    hearing = Hearing(repeats=0, voices=(Voice.NORTH, Voice.ENGLISH))
    hearing.call("1001", "3")
    hearing.call("2001", "4")

    said = hearing.say_all()

    assert [text.split()[0] for text in said] == ["Mời", "Number", "Mời", "Number"]
    assert [sentence.first for sentence in hearing.said] == [True, False, True, False]


def test_in_a_crowd_calls_share_sentences_and_keep_their_counters(hearing):
    for place in range(1, 6):
        hearing.call(f"{place}001", str(place), priority=place == 2)

    said = hearing.say_all()

    assert said[0] == (
        "Mời công dân có số thứ tự một không không một, đến quầy số một; "
        "số ưu tiên hai không không một, đến quầy số hai; "
        "số ba không không một, đến quầy số ba."
    )
    assert [len(sentence.items) for sentence in hearing.said] == [3, 1, 1]


def test_in_a_crowd_there_is_one_language_and_no_repetition():
    hearing = Hearing(voices=(Voice.NORTH, Voice.ENGLISH), repeat_after=LONG)
    hearing.call("1001", "1")
    hearing.say()

    for place in range(2, 6):
        hearing.call(f"{place}001", str(place))
    said = [hearing.say() for _ in range(2)]

    assert [text.split()[0] for text in said] == ["Mời", "Mời"]
    assert [number for number, _ in hearing.places()][:4] == [
        "1001", "2001", "3001", "4001",
    ]  # fmt: skip


def test_a_crowd_in_english():
    hearing = Hearing(repeats=0, voices=(Voice.ENGLISH,))
    for place in range(1, 5):
        hearing.call(f"{place}001", str(place), priority=place == 3)

    assert hearing.say() == (
        "Number one zero zero one, please come to counter one; "
        "number two zero zero one, counter two; "
        "priority number three zero zero one, counter three."
    )


def test_a_last_call_is_never_joined_with_others(hearing):
    for place in range(1, 6):
        hearing.call(f"{place}001", str(place), last=place == 2)

    hearing.say_all()

    together = [[item.number for item in s.items] for s in hearing.said]
    assert together == [["1001", "3001", "4001"], ["2001"], ["5001"]]


def test_sixty_four_calls_from_eight_counters_are_all_said(hearing):
    expected = []
    for turn in range(8):
        for counter in range(1, 9):
            number = f"{counter}{turn + 1:03}"
            hearing.call(number, str(counter))
            expected.append((number, str(counter)))
            hearing.clock.advance(10 * SECOND // 64)
        if turn == 0:
            hearing.say()

    hearing.say_all()

    assert sorted(hearing.places()) == sorted(expected)
    assert len(hearing.said) == 22


def test_a_call_is_repeated_once_after_a_while():
    hearing = Hearing(repeats=1, repeat_after=20 * SECOND)
    hearing.call("1001", "3")
    hearing.say()

    hearing.clock.advance(19 * SECOND)
    assert hearing.say() == ""
    hearing.clock.advance(SECOND)

    assert hearing.say().startswith("Xin nhắc lại: mời công dân có số thứ tự một")
    hearing.clock.advance(60 * SECOND)
    assert hearing.say() == ""


@pytest.mark.parametrize(
    "state", [State.SERVING, State.FINISHED, State.NO_SHOW, State.WAITING]
)
def test_nobody_who_came_or_is_called_off_is_repeated(state):
    hearing = Hearing(repeats=1, repeat_after=20 * SECOND)
    hearing.call("1001", "3")
    hearing.say()

    hearing.turn("1001", state)
    hearing.clock.advance(20 * SECOND)

    assert hearing.say() == ""


def test_a_recall_takes_the_place_of_the_repetition():
    hearing = Hearing(repeats=1, repeat_after=20 * SECOND)
    hearing.call("1001", "3")
    hearing.say()
    hearing.clock.advance(10 * SECOND)
    hearing.call("1001", "3", recall=True)
    hearing.say()

    hearing.clock.advance(15 * SECOND)

    assert hearing.say() == ""


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.CALLED, True),
        (State.SERVING, True),
        (State.FINISHED, False),
        (State.NO_SHOW, False),
        (State.ON_HOLD, False),
        (State.WAITING, False),
        (State.CANCELLED, False),
        (State.EXPIRED, False),
    ],
)
def test_a_call_that_was_overtaken_is_not_said(hearing, state, said):
    hearing.call("1001", "3")

    hearing.turn("1001", state)

    assert bool(hearing.say()) is said


def test_a_call_to_another_counter_overtakes_the_first(hearing):
    hearing.call("1001", "3")
    hearing.call("1001", "5")

    assert hearing.say_all()[0].endswith("đến quầy số năm.")
    assert hearing.places() == [("1001", "5")]


def test_a_ticket_that_is_over_and_forgotten_is_not_said(hearing):
    hearing.call("1001", "3")

    del hearing.tickets["1001"]

    assert hearing.say() == ""


def test_the_second_language_is_left_out_when_the_citizen_is_there():
    hearing = Hearing(repeats=0, voices=(Voice.NORTH, Voice.ENGLISH))
    hearing.call("1001", "3")
    hearing.say()

    hearing.turn("1001", State.SERVING)

    assert hearing.say() == ""


def test_a_missed_number_is_told(hearing):
    hearing.call("1001", "3")
    hearing.turn("1001", State.NO_SHOW)

    hearing.announcements.tell(Use.MISSED, "1001", "", hearing.clock.now())

    assert hearing.say_all() == [
        "Số một không không một đã quá lượt. Công dân vui lòng liên hệ quầy Hướng dẫn."
    ]


def test_a_transfer_is_told_until_the_other_counter_calls(hearing):
    hearing.call("1001", "3")
    hearing.say()
    hearing.turn("1001", State.WAITING, to_counter="5")
    hearing.announcements.tell(Use.TRANSFER, "1001", "5", hearing.clock.now())

    assert hearing.say().endswith("vui lòng chuyển sang quầy số năm.")
    hearing.announcements.tell(Use.TRANSFER, "1001", "5", hearing.clock.now())
    hearing.call("1001", "5")

    assert hearing.say().startswith("Mời công dân")
    assert hearing.say() == ""


def test_what_came_while_nothing_was_heard_is_forgotten(hearing):
    hearing.call("1001", "3")
    hearing.clock.advance(4 * SECOND)
    hearing.call("2001", "4")

    hearing.announcements.forget(hearing.clock.now() - SECOND)

    hearing.say_all()
    assert hearing.places() == [("2001", "4")]


def test_after_clearing_nothing_is_said_or_repeated():
    hearing = Hearing(voices=(Voice.NORTH, Voice.ENGLISH), repeat_after=SECOND)
    hearing.call("1001", "3")
    hearing.call("2001", "4")
    hearing.say()

    hearing.announcements.clear()
    hearing.clock.advance(60 * SECOND)

    assert hearing.say() == ""
