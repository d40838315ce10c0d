"""Stations that send whatever can be sent."""

from collections import Counter
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.soak.frames import FRAMES
from tests.soak.length import FRAMES_A_LIST
from tests.soak.raw import Gone, RawStation
from tests.soak.records import examine

HARD = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
INTERNAL_ERROR = 1011
"""With this a hub would close by its own fault; any other code is the station's."""


def test_a_hub_outlives_whatever_it_is_told(address, start_hub, length, tell):
    hub, numbers, closed = start_hub(address), count(1), []

    with RawStation(hub.url) as good:
        good.say(type="hello", role="counter", station="good")

        @settings(max_examples=length.lists, suppress_health_check=HARD)
        @given(
            st.sampled_from(["counter", "kiosk", "display"]),
            st.lists(FRAMES, min_size=FRAMES_A_LIST, max_size=FRAMES_A_LIST),
        )
        def bear(role, frames):
            closed.extend(hear_out(hub.url, None, frames[:1]))
            closed.extend(hear_out(hub.url, role, frames[1:]))
            id_ = f"good {next(numbers)}"
            good.say(type="issue", id=id_, service="9", counter="8")
            while good.hear("done", "refused")["id"] != id_:
                pass

        bear()

    findings = examine(address, [])
    log = hub.log.read_text()
    tell(
        frames=length.lists * FRAMES_A_LIST,
        closed=dict(Counter(closed)),
        obeyed=findings.counts["unasked"],
        gaps=len(findings.gaps),
    )
    assert INTERNAL_ERROR not in closed
    assert findings.gaps == findings.duplicates == findings.unlike == []
    assert "Traceback" not in log
    assert "not kept" not in log


def hear_out(url, role, frames):
    """Send *frames* until the hub has read each, and return how it has closed.

    After each frame comes a wish that is answered, so that it is known how far
    the hub has read when it closes.
    """
    closed = []
    while frames:
        with RawStation(url) as station:
            read = 0
            try:
                if role is not None:
                    station.say(type="hello", role=role, station="bad")
                for place, (kind, payload) in enumerate(frames):
                    station.send(payload, kind=kind)
                    station.say(type="recall", id=f"read {place}", number="0")
                while read < len(frames):
                    read += station.hear("done", "refused")["id"] == f"read {read}"
                break
            except Gone as gone:
                closed.append(gone.code)
                frames = frames[read + 1 :]
    return closed
