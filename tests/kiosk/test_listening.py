"""A citizen listens to the screen: from the touch to what is heard."""

import threading

import pytest

from kiosk.aloud import pieces_of
from kiosk.comfort import Asking
from kiosk.listening import Listening, speeches_of
from kiosk.picture import Screen
from kiosk.reporting import Reporter
from kiosk.sound_settings import SoundSettings
from kiosk.speaking import sentences_of
from kiosk.spoken_help import sound_of
from kiosk.viewmodel import KioskViewModel
from shared.qt.scripted import ScriptedLink
from shared.sound.clips import Clips
from shared.sound.outputs import SILENT
from shared.sound.recorder import Recorder
from shared.sound.voices import Voice
from tests.kiosk.builders import a_job, a_number_elsewhere, agree, an_answer

MINUTE = 60_000
VIETNAMESE_ALONE = SoundSettings(voices=(Voice.NORTH,))


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def reporter(link):
    return Reporter(link)


@pytest.fixture
def start(kiosk, texts, recorder, reporter, qtbot):
    """Begin to listen with these settings, once it is known what can be heard."""
    started = []

    def start(settings=SoundSettings()):  # noqa: B008
        listening = Listening(
            settings, texts, kiosk, reporter, open_speaker=recorder.open
        )
        started.append(listening)
        listening.start()
        qtbot.waitUntil(lambda: reporter._report.sound is not None)
        return listening

    yield start
    for listening in started:
        listening.close()


@pytest.fixture(scope="module")
def clips(texts) -> Clips:
    return speeches_of(SoundSettings(), texts)["vi"].clips


@pytest.fixture
def heard(kiosk, recorder, clips):
    """Whether the present screen is heard from now on, from its beginning."""

    def heard():
        picture = kiosk.picture
        pieces = pieces_of(sentences_of(picture), picture.texts, Voice.NORTH)
        part = recorder.hear(500)
        return any(part) and part == sound_of(pieces, clips)[: len(part)]

    return heard


def silent(recorder):
    return not any(recorder.hear(500))


def test_nothing_is_said_before_somebody_wants_it(start, kiosk, recorder):
    start()

    kiosk.choosing.choose("1")

    assert kiosk.picture.comfort.voices == {"vi", "en"}
    assert silent(recorder)


def test_a_touch_speaks_the_screen_and_another_silences_it(
    start, kiosk, recorder, heard
):
    start()

    kiosk.access.toggle_spoken()
    assert heard()

    kiosk.access.toggle_spoken()
    assert silent(recorder)


def test_the_next_screen_is_said_instead_of_the_one_before(start, kiosk, heard):
    start()
    kiosk.access.toggle_spoken()
    heard()

    kiosk.choosing.choose("1")

    assert kiosk.picture.screen is Screen.CONFIRM
    assert heard()


def test_the_number_is_said_when_it_comes(start, kiosk, link, heard):
    start()
    kiosk.access.toggle_spoken()
    agree(kiosk)
    heard()

    link.answer(an_answer(link.hall))
    assert heard()
    kiosk.slip_moved(a_job(), "ready")

    assert heard()


def test_how_many_wait_does_not_begin_it_anew(start, kiosk, link, recorder):
    link.happen(a_number_elsewhere(link))
    start()
    kiosk.choosing.choose("2")
    kiosk.access.toggle_spoken()
    before = recorder.hear(500)

    link.happen(a_number_elsewhere(link))

    assert kiosk.picture.choice.people == 2
    assert recorder.hear(500) != before


def test_for_the_next_citizen_it_is_silent_again(start, kiosk, link, recorder):
    start()
    kiosk.access.toggle_spoken()
    agree(kiosk)
    link.answer(an_answer(link.hall))
    kiosk.slip_moved(a_job(), "ready")

    kiosk.finish()

    assert kiosk.picture.screen is Screen.HOME
    assert not kiosk.picture.comfort.spoken
    assert silent(recorder)


def test_whoever_listens_has_not_gone(start, kiosk, recorder):
    start()
    kiosk.access.toggle_spoken()

    kiosk._visiting._on_silence()
    assert kiosk.picture.comfort.asking is Asking.NOTHING
    recorder.hear(2 * MINUTE)
    kiosk._visiting._on_silence()

    assert kiosk.picture.comfort.asking is Asking.MORE_TIME


def test_a_language_without_a_voice_is_shown_in_silence(start, kiosk, recorder):
    start(VIETNAMESE_ALONE)
    kiosk.access.toggle_spoken()

    kiosk.choosing.speak("en")

    assert kiosk.picture.comfort.voices == {"vi"}
    assert silent(recorder)


def test_the_language_that_was_chosen_is_spoken(start, kiosk, recorder):
    start()
    kiosk.access.toggle_spoken()
    before = recorder.hear(500)

    kiosk.choosing.speak("en")

    after = recorder.hear(500)
    assert any(after)
    assert after != before


def test_without_a_loudspeaker_nothing_is_offered_and_the_staff_hear_of_it(
    start, kiosk, recorder, link
):
    recorder.unplug()

    start()
    kiosk.access.toggle_spoken()

    assert kiosk.picture.comfort.voices is None
    assert not kiosk.picture.comfort.spoken
    assert link.reports[-1].sound == "no_device"


def test_with_one_the_staff_hear_that_too(start, link):
    start()

    assert link.reports[-1].sound == "ok"


def test_an_office_may_do_without(kiosk, texts, reporter, recorder, link):
    listening = Listening(
        SoundSettings(on=False), texts, kiosk, reporter, open_speaker=recorder.open
    )

    listening.start()

    assert recorder.opened == 0
    assert kiosk.picture.comfort.voices is None
    assert link.reports[-1].sound == "off"


def test_a_broken_recording_is_no_reason_to_stop(kiosk, texts, link, qtbot, tmp_path):
    broken = tmp_path / "voices"
    reporter = Reporter(link)
    settings = SoundSettings(output=SILENT, recordings=broken)
    (broken / "vi").mkdir(parents=True)
    (broken / "vi" / "mot.wav").write_text("no sound")
    listening = Listening(settings, texts, kiosk, reporter)

    listening.start()

    qtbot.waitUntil(lambda: reporter._report.sound == "ok")
    listening.close()


def test_a_quieter_kiosk_is_quieter(start, kiosk, recorder):
    start(SoundSettings(volume=50))

    kiosk.access.toggle_spoken()

    home = sentences_of(kiosk.picture)
    clips = speeches_of(SoundSettings(), kiosk._visiting.drawing.texts)["vi"].clips
    usual = sound_of(pieces_of(home, kiosk.picture.texts, Voice.NORTH), clips)
    assert max(recorder.hear(500)) == pytest.approx(max(usual[:11_025]) / 4, abs=1)


def test_the_south_has_its_own_voice(texts):
    south = speeches_of(SoundSettings(voices=(Voice.SOUTH,)), texts)

    assert {code: each.voice for code, each in south.items()} == {"vi": Voice.SOUTH}


def test_the_screen_does_not_wait_for_the_recordings(texts, clock, hall, qtbot):
    link = ScriptedLink(hall)
    kiosk = KioskViewModel(link, clock, texts)
    opening = threading.Event()
    recorder = Recorder()

    def open_late():
        opening.wait(20)
        return recorder.open()

    listening = Listening(
        SoundSettings(), texts, kiosk, Reporter(link), open_speaker=open_late
    )
    listening.start()
    link.come_online()
    kiosk.choosing.choose("1")

    assert kiosk.picture.screen is Screen.CONFIRM
    assert kiosk.picture.comfort.voices is None
    opening.set()
    qtbot.waitUntil(lambda: kiosk.picture.comfort.voices is not None)
    listening.close()
