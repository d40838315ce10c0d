import zxingcpp
from PIL import Image

from kiosk.picture import Screen

# Only what a slip carries: large digits may look like a bar code to a reader.
QR = zxingcpp.BarcodeFormat.QRCode


def numbers_painted(display):
    return [
        (line["number"], line["counter"])
        for line in display.painted
        if line["event"] == "painted"
    ]


def take_a_number(kiosk, qtbot):
    kiosk.touch("service-1", qtbot)
    kiosk.touch("agree", qtbot)
    taking = (Screen.TAKE,)
    qtbot.waitUntil(lambda: kiosk.model.picture.screen in taking, timeout=15_000)


def test_a_touch_becomes_paper_and_a_press_a_number_on_the_wall(office, qtbot):
    kiosk, counter, display = office.kiosk, office.counter, office.display
    qtbot.waitUntil(lambda: display.link.online, timeout=15_000)

    take_a_number(kiosk, qtbot)
    counter.touch("main", qtbot)

    qtbot.waitUntil(lambda: numbers_painted(display) == [("1001", "1")], timeout=15_000)
    [ticket] = office.printer.tickets()
    with Image.open(ticket) as picture:
        [code] = zxingcpp.read_barcodes(picture, formats=QR)
    assert len(code.text) >= 16
    assert code.text == code.text.upper()


def test_a_hub_killed_in_between_loses_nothing(office, qtbot):
    hub, kiosk, counter, display = office.parts()
    take_a_number(kiosk, qtbot)

    hub.kill()
    qtbot.waitUntil(lambda: not display.link.online, timeout=15_000)
    hub.start()
    for station in (kiosk, counter, display):
        qtbot.waitUntil(lambda s=station: s.link.online, timeout=15_000)
    counter.touch("main", qtbot)
    qtbot.waitUntil(lambda: numbers_painted(display) == [("1001", "1")], timeout=15_000)
    kiosk.touch("done", qtbot)
    take_a_number(kiosk, qtbot)

    assert kiosk.model.picture.choice.number == "1002"
    assert len(office.printer.tickets()) == 2
    assert [call.number for call in display.link.hall.calls] == ["1001"]


def test_a_call_for_help_reaches_the_clerks_and_goes_away_again(office, qtbot):
    kiosk, counter = office.kiosk, office.counter

    def told():
        return counter.model.picture.machines.text

    kiosk.touch("help", qtbot)
    qtbot.waitUntil(lambda: "công dân cần hỗ trợ" in told(), timeout=15_000)
    called = told()
    kiosk.touch("helped", qtbot)

    qtbot.waitUntil(lambda: "công dân cần hỗ trợ" not in told(), timeout=15_000)
    assert "kiosk-1" in called
