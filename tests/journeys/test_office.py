import json

import pytest
from PIL import Image

from tests.programs import run


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
