import pytest

from counter.__main__ import main
from counter.program import _double_press
from shared.qt.station import Simulation
from tests.counter.builders import CONFIG

COUNTER = ["--config", str(CONFIG / "counter.toml")]


def test_every_state_can_be_drawn(tmp_path):
    code = main([*COUNTER, "--pictures", str(tmp_path), "--size", "1024x640"])

    assert code == 0
    assert {"serving.png", "offline.png", "english.png"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_wrong_settings_end_with_a_sentence(tmp_path, capsys):
    wrong = tmp_path / "counter.toml"
    wrong.write_text('hub = "ws://x"\nstation = "a"\ncounter = "many"\ntexts = {}')

    with pytest.raises(SystemExit) as ended:
        main(["--config", str(wrong)])

    assert ended.value.code == 2
    assert "counter" in capsys.readouterr().err


def test_a_counter_is_a_number(capsys):
    with pytest.raises(SystemExit):
        main([*COUNTER, "--counter", "abc"])

    assert "'abc' is no counter" in capsys.readouterr().err


def test_a_fast_clock_has_fast_hands():
    assert _double_press(None) == 400
    assert _double_press(Simulation(seed=1, speed=40)) == 10
