from shared.hub.commands.offices import main
from tests.programs import ROOT
from tests.shared.hub.folders import OWN, a_folder


def settings_in(path, line):
    hub = path / "hub.toml"
    hub.write_text(f"{line}\ndatabase = 'sqlite://'\n", encoding="utf-8")
    return hub


def test_every_office_has_a_line_with_what_it_offers(tmp_path, capsys):
    alone = "services = [{ id = '5', without = true }]\ncounters = []\n"
    a_folder(tmp_path, b=OWN + alone, c=OWN.replace("xa-a", "thi-tran-mau"))

    code = main(["--config", str(settings_in(tmp_path, "offices = 'offices'"))])

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert lines[1] == ["xa-a", "UBND", "XÃ", "A", "1", "7", "1", "b.toml", "yes"]
    assert lines[2][0] == "thi-tran-mau"
    assert lines[2][4:] == ["1", "5", "7", "1", "5", "1", "c.toml", "yes"]


def test_the_only_office_of_a_hub_is_listed_too(capsys):
    assert main(["--config", str(ROOT / "config" / "hub.toml")]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("mau ")


def test_an_office_that_cannot_be_used_ends_it_with_a_line(tmp_path, capsys):
    a_folder(tmp_path, b=OWN + "kiosks = 9")

    code = main(["--config", str(settings_in(tmp_path, "offices = 'offices'"))])

    assert code == 1
    assert "b.toml: kiosks is 9, not 0 to 4" in capsys.readouterr().err


def test_the_folder_we_ship_has_two_offices_on_one_common_file(tmp_path, capsys):
    line = f"offices = '{(ROOT / 'config' / 'offices').as_posix()}'"

    assert main(["--config", str(settings_in(tmp_path, line))]) == 0

    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["xa-an-mau", "xa-binh-mau"]
    assert all(line.endswith("yes") for line in lines)
