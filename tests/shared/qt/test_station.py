import pytest

from shared.qt.station import parser, real_time


@pytest.mark.parametrize(
    ("words", "real"),
    [
        ([], True),
        (["--clock", "0,0,1"], True),
        (["--clock", "0,0,60"], False),
    ],
)
def test_an_office_on_a_quick_clock_is_not_in_real_time(words, real):
    arguments = parser("test", None, "test.toml").parse_args(words)

    assert real_time(arguments) is real
