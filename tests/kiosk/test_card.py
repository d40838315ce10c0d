import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.card import holder_in
from shared.domain.holder import holder_of
from tests.kiosk.builders import CARD, NUMBER

KEY = bytes(range(32))


def a_scan(text=CARD, encoding="utf-8"):
    return bytearray(text.encode(encoding))


def test_a_card_is_its_number_under_the_days_key():
    assert holder_in(a_scan(), KEY) == holder_of(NUMBER, KEY)


@pytest.mark.parametrize(
    "text",
    [
        f"{NUMBER}||Nguyễn Văn Mẫu|01011990|Nam|Hà Nội",  # six fields
        f"{NUMBER}||Trần Thị Ví Dụ|02021991|Nữ|Huế|01012022|||",  # newer cards
        f"{NUMBER}|||||",
    ],
)
def test_a_card_has_six_fields_or_more_and_only_the_first_counts(text):
    assert holder_in(a_scan(text), KEY) == holder_of(NUMBER, KEY)


def test_a_name_in_another_encoding_does_not_matter():
    scan = a_scan(f"{NUMBER}||Thân Lê|01011990|Nam|Huê", "latin-1")

    assert holder_in(scan, KEY) == holder_of(NUMBER, KEY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "|||||||",
        NUMBER,
        f"{NUMBER}|012345678|Nguyễn Văn Mẫu|01011990|Nam",  # five fields
        CARD[1:],  # eleven digits
        f"0{CARD}",
        f" {CARD}",
        CARD.replace("0010", "OO1O", 1),
        CARD.replace("00", "\u0660\u0660", 1),  # digits of another script
        "https://motcua.example/1007",
        "HC1:6BFOXN%TS3DH0YOJ58S S-W5HDC",
    ],
)
def test_what_is_no_card_is_nobodys(text):
    assert holder_in(a_scan(text), KEY) is None


@given(st.binary(max_size=300) | st.text(alphabet="019|a", max_size=40).map(str.encode))
def test_of_whatever_was_scanned_only_a_digest_is_left(data):
    scan = bytearray(data)

    holder = holder_in(scan, KEY)

    assert holder is None or len(holder) == 64
    assert scan == bytes(len(data))


def test_a_key_that_hides_nothing_is_refused_and_tells_nothing():
    scan = a_scan()

    with pytest.raises(ValueError, match="key") as error:
        holder_in(scan, b"short")

    assert NUMBER not in str(error.value)
    assert not any(scan)
