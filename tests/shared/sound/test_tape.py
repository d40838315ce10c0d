from array import array

from hypothesis import given
from hypothesis import strategies as st

from shared.sound.tape import Tape, softer


def a_tape(*sounds):
    tape = Tape()
    for sound in sounds:
        tape.add(array("h", sound))
    return tape


def test_sounds_follow_each_other_without_a_gap():
    tape = a_tape([1, 2, 3], [4, 5])

    assert tape.take(4) == (array("h", [1, 2, 3, 4]), False)
    assert tape.take(3) == (array("h", [5, 0, 0]), True)


def test_an_empty_tape_is_silent_and_has_nothing_to_end():
    assert a_tape().take(3) == (array("h", [0, 0, 0]), False)


def test_a_tape_says_once_that_it_ran_out():
    tape = a_tape([1, 2])

    assert [tape.take(2)[1], tape.take(2)[1]] == [True, False]


def test_a_cleared_tape_is_silent_at_once_and_starts_anew():
    tape = a_tape([1, 2, 3])
    tape.take(1)

    assert tape.clear()
    assert not tape.clear()
    tape.add(array("h", [7, 8]))

    assert tape.take(2)[0] == array("h", [7, 8])


def test_no_sound_is_nothing_to_wait_for():
    assert a_tape([]).take(1) == (array("h", [0]), False)


@given(st.lists(st.lists(st.integers(1, 99), max_size=9)), st.integers(1, 7))
def test_nothing_is_lost_or_heard_twice_however_it_is_asked_for(sounds, count):
    tape = a_tape(*sounds)
    heard = []
    whole = [sample for sound in sounds for sample in sound]

    while len(heard) <= len(whole):
        heard += tape.take(count)[0]

    assert [sample for sample in heard if sample] == whole


def test_half_the_volume_is_a_quarter_of_the_amplitude():
    sound = array("h", [1000, -1000])

    assert softer(sound, 0.5) == array("h", [250, -250])
    assert softer(sound, 1) == sound
    assert not any(softer(sound, 0))
