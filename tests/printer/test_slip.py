import msgspec

from printer.slip import Slip, example_slip


def test_a_slip_survives_being_written_as_json():
    slip = example_slip()

    again = msgspec.json.decode(msgspec.json.encode(slip), type=Slip)

    assert again == slip
