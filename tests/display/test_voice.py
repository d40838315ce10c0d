"""The shipped recordings are listened to as well: by their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.speech import Announcement, Use, all_pieces, pieces_of
from display.voice.clips import SHIPPED, clips_of, names, texts
from shared.sound.clips import CHIME, load
from shared.sound.finishing import HIGHEST_PEAK, LOUDNESS
from shared.sound.joining import AFTER_THE_CHIME, GAP, PAUSES, joined
from shared.sound.pieces import MARKS, name_of
from shared.sound.samples import FULL, loudness, peak, samples_in
from shared.sound.voices import Voice, counter_words, ticket_words
from tests.display.recordings import a_voice
from tests.shared.sound.tones import a_tone

CALL = Announcement(number="1005", counter="12")
CLICK = FULL // 100


@pytest.fixture
def own(tmp_path):
    """An office's own recordings of the voice of the North: tones."""
    a_voice(tmp_path / "own" / Voice.NORTH)
    return tmp_path / "own"


@pytest.mark.parametrize("voice", Voice)
def test_there_is_a_recording_for_everything_that_may_be_said(voice):
    tickets = [str(number) for number in range(1, 10_000)]
    tickets += [f"{letter}{n:03}" for letter in "ABCDEGHKU" for n in range(1, 1000)]
    words = {word for n in range(1, 100) for word in counter_words(str(n), voice)}
    for number in tickets:
        words.update(ticket_words(number, voice))
        words.update(ticket_words(number, voice, whole=True))
    for use in Use:
        for priority in (True, False):
            asked = Announcement(number="1", counter="1", use=use, priority=priority)
            words.update(pieces_of(asked, voice))

    recorded = {file.stem for file in (SHIPPED / voice).glob("*.wav")}

    assert {name_of(word) for word in words - MARKS} <= recorded
    assert recorded == set(names(voice))


@pytest.mark.parametrize("voice", Voice)
def test_no_two_words_share_a_recording(voice):
    assert len(texts(voice)) == len(all_pieces(voice))
    assert all(name.isascii() and " " not in name for name in texts(voice))


@pytest.mark.parametrize("voice", Voice)
def test_no_two_recordings_sound_the_same(voice):
    clips = load(names(voice), SHIPPED / voice)

    assert len({clip.tobytes() for clip in clips.values()}) == len(clips)


@pytest.mark.parametrize("voice", Voice)
def test_all_shipped_recordings_are_equally_loud(voice):
    clips = load(names(voice), SHIPPED / voice)

    levels = {name: loudness(clip) for name, clip in clips.items()}

    assert max(levels.values()) - min(levels.values()) <= 2
    assert all(abs(level - LOUDNESS) <= 1 for level in levels.values())
    assert all(peak(clip) <= HIGHEST_PEAK for clip in clips.values())


def test_the_recordings_are_small_enough_to_ship():
    size = sum(file.stat().st_size for file in SHIPPED.glob("*/*.wav"))

    assert size < 6_000_000


def test_the_words_come_in_their_order_with_pauses_between():
    clips = clips_of(Voice.NORTH)

    sound = joined(pieces_of(CALL, Voice.NORTH), clips)

    place = 0
    for pause, name in [
        (0, CHIME),
        (AFTER_THE_CHIME, "moi-cong-dan-co-so-thu-tu"),
        (GAP, "mot"),
        (GAP, "khong"),
        (GAP, "khong"),
        (GAP, "nam"),
        (PAUSES[","], "den-quay-so"),
        (GAP, "muoi"),
        (GAP, "hai"),
    ]:
        silent = sound[place : place + samples_in(pause)]
        assert not any(silent)
        place += len(silent)
        assert sound[place : place + len(clips[name])] == clips[name]
        place += len(clips[name])
    assert place == len(sound)


@given(
    number=st.integers(1, 9_999),
    counter=st.integers(1, 99),
    voice=st.sampled_from(Voice),
    use=st.sampled_from(Use),
    whole=st.booleans(),
)
def test_no_announcement_clicks_where_words_meet(number, counter, voice, use, whole):
    clips = clips_of(voice)
    asked = Announcement(number=str(number), counter=str(counter), use=use, whole=whole)
    pieces = pieces_of(asked, voice)

    sound = joined(pieces, clips)

    spoken = [clips[CHIME], *(clips[name_of(p)] for p in pieces if p not in MARKS)]
    pauses = len(sound) - sum(map(len, spoken))
    assert 0 <= pauses <= samples_in(300 * len(spoken))
    assert all(
        abs(sample) <= CLICK
        for clip in spoken
        for sample in (clip[0], clip[1], clip[-2], clip[-1])
    )
    assert sound[0] == sound[-1] == 0


def test_an_announcement_can_be_without_a_chime():
    clips = clips_of(Voice.ENGLISH)

    sound = joined(pieces_of(CALL, Voice.ENGLISH), clips, chime=False)

    assert sound[: len(clips["number"])] == clips["number"]


def test_the_offices_own_recordings_are_used(own):
    assert clips_of(Voice.NORTH, own)["mot"] == a_tone()


def test_a_voice_that_the_office_has_not_recorded_is_ours(own):
    shipped = load(names(Voice.SOUTH), SHIPPED / Voice.SOUTH)

    assert clips_of(Voice.SOUTH, own) == shipped


def test_a_voice_with_one_word_missing_is_not_used_at_all(own, caplog):
    (own / "vi" / "mot.wav").unlink()

    clips = clips_of(Voice.NORTH, own)

    assert clips == load(names(Voice.NORTH), SHIPPED / Voice.NORTH)
    assert "mot.wav: missing" in caplog.text
