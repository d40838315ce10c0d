"""The calls of a hall as they are heard, by a recorder in place of a loudspeaker."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from display.announcer import Announcer, Sound
from display.sound_settings import Quieter, SoundSettings
from display.viewmodel import DisplayViewModel
from display.voice.clips import clips_of
from shared.domain.commands import (
    CallNext,
    Finish,
    IssueTicket,
    MarkNoShow,
    Recall,
    Serve,
    Transfer,
)
from shared.domain.events import DayStarted
from shared.domain.hall import evolve
from shared.domain.rules import decide
from shared.domain.times import MINUTE, SECOND, day_of
from shared.qt.loudspeaker import Loudspeaker
from shared.qt.practice import PracticeLink
from shared.qt.scripted import ScriptedLink
from shared.sound.joining import joined
from shared.sound.pieces import text_of
from shared.sound.player import AGAIN_MILLISECONDS, GONE_MILLISECONDS, Readiness
from shared.sound.recorder import Recorder
from shared.sound.voices import Voice
from shared.wire.messages import CatchUp
from tests.halls import a_hall

ONCE = SoundSettings(repeats=0)


class Room:
    """A display, its loudspeaker, and an ear."""

    def __init__(self, link, clock, wording, qtbot, *, settings=ONCE, recorder):
        self.link, self.clock, self.qtbot = link, clock, qtbot
        self.recorder = recorder
        self.said, self.sounds = [], []
        self.display = DisplayViewModel(link, clock, wording)
        self.loudspeaker = Loudspeaker(recorder.open, ticks=clock.now)
        self.announcer = Announcer(
            link, clock, self.loudspeaker, settings, ticks=clock.now
        )
        self.display.called.connect(self.announcer.hear)
        self.announcer.spoken.connect(self.said.append)
        self.announcer.sound_changed.connect(self.sounds.append)

    def begin(self):
        """Be ready to speak, or know that it cannot."""
        self.link.start()
        self.announcer.start()
        opening = Readiness.OPENING
        self.qtbot.waitUntil(lambda: self.loudspeaker.readiness is not opening)
        self.qtbot.waitUntil(lambda: bool(self.announcer._clips))
        self.announcer.go_on()

    def listen(self, sentences):
        """Let time pass until so many sentences were said to their end."""

        def all_said():
            self.hear(SECOND)
            return len(self.said) >= sentences and not self.announcer._speaking

        self.qtbot.waitUntil(all_said, timeout=20_000)
        return [text_of(sentence.pieces) for sentence in self.said]

    def hear(self, milliseconds):
        for _ in range(0, milliseconds, 100):
            self.clock.advance(100)
            self.recorder.hear(100)

    def pass_by(self, milliseconds):
        """Let time pass, and let the announcer look at the clock."""
        self.hear(milliseconds)
        self.announcer.go_on()
        self.settle()

    def settle(self):
        """Let all that is under way arrive."""
        for _ in range(3):
            QCoreApplication.processEvents()


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def furnish(link, clock, wording, qtbot, recorder):
    """Make a room that is ready to speak."""
    rooms = []

    def room(settings=ONCE, link=link, speaker=recorder):
        rooms.append(
            Room(link, clock, wording, qtbot, settings=settings, recorder=speaker)
        )
        rooms[-1].begin()
        return rooms[-1]

    yield room
    for each in rooms:
        each.announcer.close()


def test_a_call_is_heard_word_for_word(furnish, link, recorder):
    room = furnish()

    link.obey(CallNext(counter="3"))

    assert room.listen(1) == [
        "Mời công dân có số thứ tự ba không không một, đến quầy số ba."
    ]
    sound = joined(room.said[0].pieces, clips_of(Voice.NORTH))
    heard = recorder.heard
    first = next(place for place, sample in enumerate(heard) if sample)
    start = next(place for place, sample in enumerate(sound) if sample)
    assert heard[first - start :][: len(sound)] == sound


def test_calls_are_heard_one_after_the_other(furnish, link):
    room = furnish()

    link.obey(CallNext(counter="1"))
    link.obey(CallNext(counter="2"))
    room.settle()
    assert len(room.said) == 1
    said = room.listen(2)

    assert [text.split(", ")[1] for text in said] == [
        "đến quầy số một.",
        "đến quầy số hai.",
    ]


def test_a_recall_and_the_last_one_are_heard_as_such(furnish, link, clock):
    room = furnish()
    link.obey(CallNext(counter="3"))
    room.listen(1)
    for _ in range(2):
        clock.advance(30 * SECOND)
        link.obey(Recall(number="3001"))
        room.listen(len(room.said) + 1)

    assert [text.split(" công dân")[0] for text in room.listen(3)] == [
        "Mời",
        "Xin nhắc lại: mời",
        "Mời lần cuối,",
    ]


def test_a_call_nobody_follows_is_repeated(furnish, link):
    room = furnish(SoundSettings(repeats=1, repeat_after_seconds=10))
    link.obey(CallNext(counter="3"))
    room.listen(1)

    room.pass_by(10 * SECOND)

    assert room.listen(2)[1].startswith("Xin nhắc lại")


def test_a_number_that_is_finished_meanwhile_is_not_said(furnish, link):
    room = furnish()
    link.obey(CallNext(counter="1"))
    room.settle()
    link.obey(CallNext(counter="2"))
    link.obey(Serve(number="2001"))
    link.obey(Finish(number="2001"))
    link.obey(CallNext(counter="3"))

    said = room.listen(2)

    assert [text.split("quầy số ")[1] for text in said] == ["một.", "ba."]


def test_after_a_break_only_what_was_just_called_is_said(furnish, link, clock):
    room = furnish()
    link.go_offline()
    events = []
    for counter, wait in (("1", MINUTE), ("2", SECOND)):
        events += decide(link.hall, CallNext(counter=counter), clock.now())
        evolve(link.hall, events[-1])
        clock.advance(wait)

    link.happened.emit(CatchUp(stream="practice/1", first=29, list=tuple(events)))
    link.start()

    assert [text.split("quầy số ")[1] for text in room.listen(1)] == ["hai."]
    room.pass_by(MINUTE)
    assert len(room.said) == 1


def test_only_calls_to_its_own_zones_are_said(furnish, link):
    room = furnish(replace(ONCE, zones=("1", "4")))

    for counter in "1267":
        link.obey(CallNext(counter=counter))
    said = room.listen(2)

    assert [text.split("quầy số ")[1] for text in said] == ["sáu.", "bảy."]


def test_a_missed_number_is_said_where_the_office_wants_it(furnish, link, clock):
    quiet, telling = furnish(), furnish(replace(ONCE, missed=True), speaker=Recorder())
    link.obey(CallNext(counter="3"))
    for room in (quiet, telling):
        room.listen(1)
    clock.advance(MINUTE)

    link.obey(MarkNoShow(number="3001"))

    assert telling.listen(2)[1].startswith("Số ba không không một đã quá lượt.")
    quiet.settle()
    assert len(quiet.said) == 1


def test_who_is_sent_to_a_counter_hears_which(furnish, link):
    room = furnish(replace(ONCE, transfers=True))
    link.obey(CallNext(counter="3"))
    room.listen(1)
    link.obey(Serve(number="3001"))

    link.obey(Transfer(number="3001", to_counter="5"))

    assert room.listen(2)[1].endswith("vui lòng chuyển sang quầy số năm.")


def test_in_its_silent_hours_nothing_is_said_then_or_later(furnish, link):
    quieter = Quieter(begins="08:00", ends="08:05")
    room = furnish(replace(ONCE, quieter=(quieter,)))
    assert room.sounds == [Sound.MUTED]
    link.obey(CallNext(counter="1"))
    room.settle()

    room.pass_by(5 * MINUTE)
    link.obey(CallNext(counter="2"))

    assert [text.split("quầy số ")[1] for text in room.listen(1)] == ["hai."]
    assert room.sounds == [Sound.MUTED, Sound.OK]


def test_the_volume_follows_the_time_of_day(furnish, link, recorder):
    quieter = Quieter(begins="08:01", ends="17:00", volume=50)
    room = furnish(replace(ONCE, quieter=(quieter,)))
    link.obey(CallNext(counter="1"))
    room.listen(1)
    loud = max(recorder.heard)
    before = len(recorder.heard)

    room.pass_by(MINUTE)
    link.obey(CallNext(counter="2"))
    room.listen(2)

    assert max(recorder.heard[before:]) == pytest.approx(loud / 4, rel=0.02)


def test_sound_that_is_off_opens_nothing(link, clock, wording, qtbot, recorder):
    off = SoundSettings(on=False)
    room = Room(link, clock, wording, qtbot, settings=off, recorder=recorder)
    link.start()
    room.announcer.start()

    link.obey(CallNext(counter="1"))
    room.settle()

    assert (room.announcer.sound, recorder.opened, room.said) == (Sound.OFF, 0, [])


def test_what_was_called_while_nothing_was_heard_is_not_said_later(
    furnish, link, clock, recorder
):
    recorder.unplug()
    room = furnish()
    assert room.announcer.sound is Sound.NO_DEVICE
    link.obey(CallNext(counter="1"))
    room.settle()

    recorder.plug_in()
    clock.advance(AGAIN_MILLISECONDS)
    room.qtbot.waitUntil(lambda: room.loudspeaker.readiness is Readiness.READY)
    room.announcer.go_on()
    link.obey(CallNext(counter="2"))

    assert [text.split("quầy số ")[1] for text in room.listen(1)] == ["hai."]
    assert room.sounds == [Sound.NO_DEVICE, Sound.OK]


def test_a_loudspeaker_lost_in_a_sentence_does_not_stop_the_next_one(
    furnish, link, clock, recorder
):
    room = furnish()
    link.obey(CallNext(counter="1"))
    room.settle()
    room.hear(SECOND)
    link.obey(CallNext(counter="2"))

    clock.advance(GONE_MILLISECONDS + 1)
    room.qtbot.waitUntil(lambda: recorder.opened == 2)

    assert len(room.listen(2)) == 2


def test_a_loudspeaker_that_hangs_keeps_no_call_from_the_screen(
    link, clock, wording, qtbot
):
    let_go = threading.Event()
    hanging = Recorder()
    hanging.open = lambda: (let_go.wait(20), hanging)[1]
    room = Room(link, clock, wording, qtbot, recorder=hanging)
    link.start()
    room.announcer.start()

    link.obey(CallNext(counter="1"))

    assert [call.number for call in room.display.picture.boards[0].pane] == ["1001"]
    clock.advance(6 * SECOND)
    room.announcer.go_on()
    assert room.announcer.sound is Sound.NO_DEVICE
    let_go.set()
    room.announcer.close()


def test_the_hub_and_the_screen_are_told_how_the_sound_is(
    plan, clock, wording, qtbot, recorder
):
    link = ScriptedLink(a_hall(plan=plan))
    recorder.unplug()
    room = Room(link, clock, wording, qtbot, recorder=recorder)
    room.announcer.soundless_changed.connect(room.display.mark_soundless)
    room.announcer.start()
    qtbot.waitUntil(lambda: room.loudspeaker.readiness is Readiness.NO_DEVICE)

    room.announcer.go_on()

    assert [report.sound for report in link.reports] == ["no_device"]
    assert room.display.picture.soundless
    room.announcer.close()


def test_a_sound_that_is_wanted_off_is_no_trouble(plan, clock, wording, qtbot):
    link = ScriptedLink(a_hall(plan=plan))
    off = SoundSettings(on=False)
    room = Room(link, clock, wording, qtbot, settings=off, recorder=Recorder())
    room.announcer.soundless_changed.connect(room.display.mark_soundless)

    room.announcer.start()

    assert [report.sound for report in link.reports] == ["off"]
    assert not room.display.picture.soundless


def test_a_new_day_begins_in_silence(furnish, link, clock):
    room = furnish()
    for counter in "123":
        link.obey(CallNext(counter=counter))
    room.settle()

    link.happen(DayStarted(day=day_of(clock.now() + 24 * 60 * MINUTE), at=clock.now()))
    room.pass_by(MINUTE)

    assert len(room.said) == 1


def test_sixty_four_calls_in_ten_seconds_are_all_heard(plan, clock, furnish):
    counters = tuple(
        replace(plan.counters[0], id=str(number), serves=("1",), helps=())
        for number in range(1, 65)
    )
    link = PracticeLink(a_hall(plan=replace(plan, counters=counters)), clock)
    room = furnish(link=link)
    for _ in counters:
        link.obey(IssueTicket(service="1"))

    for counter in counters:
        link.obey(CallNext(counter=counter.id))
        room.hear(10 * SECOND // 64)
    room.settle()
    while room.announcer._announcements.waiting:
        room.listen(len(room.said) + 1)

    heard = [(item.number, item.counter) for s in room.said for item in s.items]
    assert heard == [(str(1000 + n), str(n)) for n in range(1, 65)]
