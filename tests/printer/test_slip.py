import msgspec

from printer.slip import Slip, example_slip


def test_a_slip_survives_being_written_as_json():
    slip = example_slip()

    again = msgspec.json.decode(msgspec.json.encode(slip), type=Slip)

    assert again == slip


def test_a_slip_of_an_earlier_version_is_still_understood():
    old = {"number": "1007", "rows": [{"label": "Buổi:", "value": "Sáng"}]}

    slip = msgspec.convert(old, Slip)

    assert slip.order == Slip(number="").order
    assert not slip.logo
