"""Frames that no station in its right mind sends, and some that one might."""

import json

from hypothesis import strategies as st

from tests.soak.raw import BINARY, TEXT

KINDS = (
    "issue", "cancel", "call_next", "call", "recall", "serve", "finish", "no_show",
    "hold", "resume", "transfer", "set_priority", "open", "pause", "close",
    "close_service", "open_service", "merge", "report", "hello", "events", "dance", "",
)  # fmt: skip
KEYS = (
    "id", "service", "number", "counter", "to_counter", "come_back", "priority",
    "reason", "until", "token", "holder", "role", "station", "stream", "last",
    "printer", "sound", "version", "type", "kiosk", "issued_at",
)  # fmt: skip
PLAUSIBLE = st.sampled_from(
    ["1", "2", "9", "8", "1001", "1002", "2001", "counter", "kiosk", True, False, None]
)
ODD = st.one_of(
    st.integers(),
    st.integers(min_value=2**62, max_value=2**70),
    st.integers(max_value=-(2**62)),
    st.floats(),  # also what is no number
    st.text(alphabet=st.characters(categories=None), max_size=20),  # also surrogates
    st.sampled_from(["", "\0", "\ud800", "ộ", "x" * 65, "y" * 3_000, "%s", "'; --"]),
)
VALUES = st.one_of(
    PLAUSIBLE,
    PLAUSIBLE,
    st.recursive(
        ODD,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
        ),
        max_leaves=4,
    ),
)
ODD_WORDS = st.sampled_from(["a\0b", "x" * 65, "", "\u200b", "ộ"])
"""Ids and tokens that not every database can keep."""

SENSIBLE = st.fixed_dictionaries(
    {
        "type": st.sampled_from(KINDS),
        "id": st.uuids().map(str) | ODD_WORDS,
        "service": st.sampled_from("129"),
        "number": st.sampled_from(["1001", "1002", "2001", "9001", "1901"]),
        "counter": st.sampled_from("1238"),
    },
    optional={
        "priority": st.booleans(),
        "kiosk": st.sampled_from([0, 1, 2]),
        "issued_at": st.sampled_from([0, 1767575640000, 2**80]),
        "reason": st.text(max_size=20),
        "token": ODD_WORDS,
    },
)
TABLES = st.builds(
    lambda sensible, odd: sensible | odd,
    SENSIBLE,
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=2),
)


def bytes_of(value, plain):
    """Return *value* as JSON; *plain* writes letters as they are, even no letters."""
    text = json.dumps(value, ensure_ascii=not plain)
    return text.encode("utf-8", "surrogatepass")


def spoilt(payload, place, more, length):
    """Return *payload* with *more* in place of *length* bytes somewhere."""
    at = place % (len(payload) + 1)
    return payload[:at] + more + payload[at + length :]


WHOLE = st.builds(bytes_of, TABLES, st.booleans())
SPOILT = st.builds(
    spoilt,
    WHOLE,
    st.integers(min_value=0, max_value=500),
    st.one_of(
        st.binary(max_size=4),
        st.sampled_from([b"", b"1e999", b"9" * 400, b"null", b'"', b"\\ud800", b"\0"]),
    ),
    st.integers(min_value=0, max_value=500),
)
DEEP = st.builds(
    lambda opening, depth: b'{"type":"issue","id":"d","service":' + opening * depth,
    st.sampled_from([b"[", b'{"a":', b"[[1],"]),
    st.integers(min_value=1, max_value=10_000),
)
JUNK = st.one_of(
    st.builds(bytes_of, VALUES, st.booleans()),
    st.text(max_size=50).map(str.encode),
    st.binary(max_size=50),
    DEEP,
)
# A sample of strategies, since one_of takes each but once: two frames in three are
# whole, so that a conversation gets on.
PAYLOADS = st.sampled_from([WHOLE] * 8 + [SPOILT] * 2 + [JUNK]).flatmap(
    lambda kind: kind
)
OPCODES = st.sampled_from([TEXT] * 40 + [BINARY] * 4 + list(range(16)))
FRAMES = st.tuples(OPCODES, PAYLOADS)
"""An opcode and a payload each, for `RawStation.send`."""
