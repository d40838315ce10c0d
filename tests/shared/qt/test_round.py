import pytest

from shared.qt.round import CALM_SECONDS, FIRST_PAUSE, LONGEST_PAUSE, Round

A, B, C = "ws://a:8765", "ws://b:8765", "ws://c:8765"


def tried(round_, count, **ending):
    """Let *count* tries end so, and return their addresses and which ended a round."""
    result = []
    for _ in range(count):
        address = round_.address
        result.append((address, round_.end(0, **ending).round_over))
    return result


def test_all_addresses_are_tried_before_there_is_a_pause():
    round_ = Round([A, B, C])

    assert tried(round_, 6) == [
        (A, False), (B, False), (C, True), (A, False), (B, False), (C, True),
    ]  # fmt: skip


def test_with_one_address_each_try_is_a_round():
    assert tried(Round([A]), 2) == [(A, True), (A, True)]


def test_an_address_that_stands_there_twice_is_tried_once():
    assert tried(Round([A, A, B]), 2) == [(A, False), (B, True)]


def test_the_pause_grows_to_its_longest_and_is_short_again_after_a_good_connection():
    round_ = Round([A])
    pauses = [round_.end(0).seconds for _ in range(12)]

    after = round_.end(CALM_SECONDS).seconds

    assert pauses[0] <= 1.2 * FIRST_PAUSE
    assert 0.8 * LONGEST_PAUSE <= pauses[-1] <= 1.2 * LONGEST_PAUSE
    assert after <= 1.2 * FIRST_PAUSE


def test_after_a_good_connection_the_others_are_tried_then_the_same_again():
    round_ = Round([A, B])

    assert not round_.end(CALM_SECONDS).round_over
    assert tried(round_, 2) == [(B, False), (A, True)]


def test_who_stays_takes_the_same_address_again():
    round_ = Round([A, B])

    round_.end(CALM_SECONDS, stays=True)

    assert round_.address == A


def test_hubs_that_keep_a_station_only_for_a_moment_make_no_endless_running():
    round_ = Round([A, B])

    rests = [round_.end(CALM_SECONDS / 2) for _ in range(24)]

    assert [rest.round_over for rest in rests] == [False, True] * 12
    assert rests[-1].seconds >= 0.8 * LONGEST_PAUSE


def test_one_address_that_bars_is_known_after_the_others_were_tried():
    round_ = Round([A, B])

    round_.end(0, barred="token_unknown")
    before = round_.barred
    rest = round_.end(0)

    assert (before, round_.barred) == ("", "token_unknown")
    assert rest.seconds <= 1.2 * FIRST_PAUSE  # the other may be back at once


def test_a_station_that_all_bar_looks_again_much_later():
    round_ = Round([A, B], barred_pause=30)
    round_.end(CALM_SECONDS, barred="token_revoked")

    rest = round_.end(0, barred="token_revoked")

    assert round_.barred == "token_revoked"
    assert rest.seconds >= 0.8 * 30


@pytest.mark.parametrize("count", [1, 2])
def test_what_bars_is_forgotten_with_the_next_round_that_does_not(count):
    round_ = Round([A, B][:count])
    tried(round_, count, barred="token_unknown")

    tried(round_, count)

    assert round_.barred == ""
