import json
import shutil

import pytest
from PIL import Image

from tests.programs import ROOT, run


@pytest.mark.timeout(120)
def test_a_simulated_office_prints_and_shows_everything(tmp_path):
    figures_file = tmp_path / "figures.json"
    words = ("--headless", "--simulate", "--seconds", "10", "--counters", "1,2,7")

    result = run(
        "shared.office", *words, "--json", figures_file, "--out", tmp_path / "out"
    )

    assert result.returncode == 0, result.stderr
    figures = json.loads(figures_file.read_text())
    assert figures["issued"] == figures["printed"] > 0
    assert figures["called"] == figures["shown_on_display"] > 0
    assert figures["duplicates"] == 0
    tickets = list((tmp_path / "out" / "tickets").glob("*.png"))
    assert len(tickets) == figures["printed"]
    screens = {path.stem for path in (tmp_path / "out" / "screens").glob("*.png")}
    counters = {"counter-1", "counter-2", "counter-7"}
    assert screens == {"kiosk-1", "display-1", *counters}
    with Image.open(tmp_path / "out" / "screens" / "display-1.png") as screen:
        assert screen.size == (1920, 1080)


def test_an_office_with_a_mistake_in_its_plan_does_not_start(tmp_path):
    (tmp_path / "office.toml").write_text("id = 3")

    result = run("shared.office", "--headless", "--config", tmp_path)

    assert result.returncode == 2
    assert "office.toml" in result.stderr


def test_an_office_with_a_mistake_at_its_kiosk_says_so(tmp_path):
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    (config / "kiosk.toml").write_text("hub = ")

    words = ("--headless", "--config", config, "--counters", "", "--seconds", "1")
    result = run("shared.office", *words, "--out", tmp_path / "out")

    assert result.returncode == 2
    assert "kiosk.toml" in result.stderr


@pytest.mark.parametrize("station", ["kiosk", "counter", "display"])
def test_an_office_with_hours_and_limits_can_draw_its_pictures(tmp_path, station):
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    office = (config / "office.toml").read_text(encoding="utf-8")
    hours = """
[hours]
sessions = [{ id = "am", name = { vi = "Sáng" }, opens = "08:30", closes = "08:40" }]
"""
    limited = office.replace('limit = "off"', 'limit = "cool_down"')
    quota = limited.replace("minutes = 12", "minutes = 12\nquota = { am = 1 }")
    (config / "office.toml").write_text(quota + hours, encoding="utf-8")

    settings = config / f"{station}.toml"
    small = ("--size", "960x540")  # there are many
    result = run(
        station, "--config", settings, "--pictures", tmp_path / "pictures", *small
    )

    assert result.returncode == 0, result.stderr
    assert len(list((tmp_path / "pictures").glob("*.png"))) >= 10
