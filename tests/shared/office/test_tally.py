from shared.office.tally import Tally, sentence, spread


def a_tally(*facts):
    tally = Tally()
    for fact in facts:
        tally.take("station", fact)
    return tally


def stored(number, ms=10):
    return {"event": "stored", "number": number, "service": "1", "ms": ms}


def called(number, at=0):
    return {"event": "called", "number": number, "counter": "1", "pressed_at": at}


def painted(number, at, *, recall=False):
    parts = {"number": number, "counter": "1", "recall": recall, "at": at}
    return {"event": "painted", **parts}


def test_the_figures_count_what_the_stations_told():
    tally = a_tally(
        stored("1001"), stored("1002"), called("1001", 100), painted("1001", 130),
        {"event": "finished", "number": "1001"}, {"event": "printed", "ms": 900},
    )  # fmt: skip

    figures = tally.figures(tickets=2, seconds=30.04)

    assert figures == {
        "issued": 2,
        "printed": 2,
        "called": 1,
        "finished": 1,
        "shown_on_display": 1,
        "duplicates": 0,
        "seconds": 30.0,
        "touch_to_stored_ms": {"p50": 10, "p99": 10},
        "touch_to_printed_ms": {"p50": 900, "p99": 900},
        "call_to_painted_ms": {"p50": 30, "p99": 30},
    }
    assert "2 issued, 2 printed, 1 called, 1 shown" in sentence(figures)


def test_an_equal_number_is_counted():
    figures = a_tally(stored("1001"), stored("1001")).figures(2, 1)

    assert figures["duplicates"] == 1


def test_a_call_that_nobody_saw_is_missing_from_the_shown():
    tally = a_tally(called("1001"), called("1002"), painted("1002", 5))

    assert tally.figures(0, 1)["shown_on_display"] == 1


def test_a_recall_is_no_call():
    tally = a_tally(called("1001"), painted("1001", 5, recall=True))

    figures = tally.figures(0, 1)
    assert (figures["called"], figures["shown_on_display"]) == (1, 0)


def test_ranks_are_those_of_the_values():
    assert spread(range(1, 101)) == {"p50": 50, "p99": 99}
    assert spread([]) == {"p50": None, "p99": None}
