async def test_counters_are_told_how_the_other_stations_are(office):
    ready = {"printer": "ready", "paper": "low", "unprinted": ["1007"]}
    async with office.station("kiosk", "kiosk-1") as kiosk, office.station() as early:
        await kiosk.say(type="report", **ready)
        told = await early.hear("station")
        async with office.station(name="counter-2") as late:
            told_late = await late.hear("station")

    assert told == told_late
    assert (told["station"], told["role"], told["here"]) == ("kiosk-1", "kiosk", True)
    assert ready.items() <= told["report"].items()


async def test_a_station_that_leaves_is_told_as_away_until_it_is_back(office):
    async with office.station() as counter:
        async with office.station("kiosk", "kiosk-1") as kiosk:
            await kiosk.say(type="report", printer="ready")
            came = await counter.hear("station")
        left = await counter.hear("station")
        async with office.station("kiosk", "kiosk-1") as kiosk:
            await kiosk.say(type="report", printer="ready")
            back = await counter.hear("station")

    assert [each["here"] for each in (came, left, back)] == [True, False, True]


async def test_displays_are_not_told_how_the_stations_are(office):
    async with office.station("display", "d") as display, office.station() as counter:
        await counter.say(type="report", version="0.1.0")
        await counter.hear("station")
        await counter.ask("issue", "1", service="1")

        assert (await display.hear("station", "events"))["type"] == "events"
