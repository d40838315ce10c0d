from shared.qt.standing import Standing

WAITS = Standing().put_off("disk_full")


def test_a_hub_that_serves_ends_all_that_was_said():
    assert WAITS.served().said == (True, False, "")
    assert Standing(barred="token_unknown").served().said == (True, False, "")


def test_a_cut_says_at_once_that_nothing_is_up_to_date():
    assert Standing().served().cut_off().said == (False, False, "")


def test_what_was_said_stays_until_the_last_address_was_tried():
    assert WAITS.cut_off().said == WAITS.said
    barred = Standing(barred="token_unknown")
    assert barred.cut_off().said == barred.said


def test_of_several_hubs_one_that_waits_counts_for_one_round():
    first = WAITS.alone("", several=True)
    second = first.alone("", several=True)

    assert (first.waits, first.excuse) == (True, "disk_full")
    assert second.said == (False, False, "")


def test_the_only_hub_waits_no_more_when_it_is_gone():
    assert WAITS.alone("", several=False).said == (False, False, "")


def test_what_a_person_has_to_mend_is_said_before_all_else():
    assert WAITS.alone("token_unknown", several=True).said == (
        False, False, "token_unknown",
    )  # fmt: skip
