import zipfile

import pytest

from shared.office import settings_file
from shared.office.settings_file import NoSettings, export, take_in
from shared.office.setup.programs import CheckFailed
from tests.programs import run

PIN = f"scrypt$16384${'9f' * 16}${'2c' * 32}"
TOKEN = "K7Q2M9XW4TRB6ZPD"


@pytest.fixture
def secret(config):
    """Settings with a PIN and a token."""
    path = config / "kiosk.toml"
    text = path.read_text().replace('pin = ""', f'pin = "{PIN}"')
    path.write_text(text.replace('token = ""', f'token = "{TOKEN}"'))
    (config / "hub.key").write_text("PRIVATE")
    return config


def rename(config, before, after):
    path = config / "office.toml"
    path.write_text(path.read_text().replace(before, after))


def test_settings_go_to_another_pc_and_its_own_secrets_stay(secret, tmp_path):
    file = tmp_path / "office.zip"
    rename(secret, "PHƯỜNG MẪU", "PHƯỜNG KHÁC")
    (secret / "pictures").mkdir()
    (secret / "pictures" / "logo.png").write_bytes(b"\x89PNG")
    export(secret, file)
    rename(secret, "PHƯỜNG KHÁC", "PHƯỜNG MẪU")

    old = take_in(file, secret)

    assert "PHƯỜNG KHÁC" in (secret / "office.toml").read_text()
    assert "PHƯỜNG MẪU" in (old / "office.toml").read_text()
    assert (secret / "pictures" / "logo.png").read_bytes() == b"\x89PNG"
    kiosk = (secret / "kiosk.toml").read_text()
    assert f'pin = "{PIN}"' in kiosk
    assert f'token = "{TOKEN}"' in kiosk


def test_no_secret_leaves_the_pc(secret, tmp_path):
    export(secret, tmp_path / "office.zip")

    with zipfile.ZipFile(tmp_path / "office.zip") as file:
        everything = b"".join(file.read(name) for name in file.namelist())
        assert "hub.key" not in file.namelist()
    for word in (PIN, TOKEN, "PRIVATE"):
        assert word.encode() not in everything


def test_settings_that_a_program_cannot_use_change_nothing(config, tmp_path):
    file = tmp_path / "office.zip"
    before = (config / "display.toml").read_text()
    (config / "display.toml").write_text("nonsense = 1\n")
    export(config, file)
    (config / "display.toml").write_text(before)

    with pytest.raises(CheckFailed, match="nonsense"):
        take_in(file, config)

    assert "nonsense" not in (config / "display.toml").read_text()


def a_zip(path, manifest, **files):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(settings_file.MANIFEST, manifest)
        for name, text in files.items():
            file.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ("{", "no settings of ours"),
        ('{"format": 2, "version": "9.0"}', "newer version .9.0."),
        ('{"format": 1, "files": {"gone.toml": "0"}}', "no settings of ours"),
        ('{"format": 1, "files": {"here": "0"}}', "here is damaged"),
    ],
)
def test_a_file_that_is_no_settings_is_told(config, tmp_path, manifest, reason):
    file = a_zip(tmp_path / "x.zip", manifest, here="x")

    with pytest.raises(NoSettings, match=reason):
        take_in(file, config)


@pytest.mark.parametrize("name", ["../evil.toml", "/evil.toml", "..\\evil.toml"])
def test_nothing_is_written_outside_the_folder(config, tmp_path, name):
    file = tmp_path / "x.zip"
    digest = settings_file._digest(b"x")
    escaped = name.replace("\\", "\\\\")
    with zipfile.ZipFile(file, "w") as whole:
        text = f'{{"format": 1, "files": {{"{escaped}": "{digest}"}}}}'
        whole.writestr(settings_file.MANIFEST, text)
        whole.writestr(name, "x")

    with pytest.raises(NoSettings):
        take_in(file, config)

    assert not list(tmp_path.rglob("*evil*"))


def test_the_commands_say_what_became_of_it_in_a_line(config, tmp_path):
    file = tmp_path / "office.zip"
    where = ("--config", config)

    out = run("shared.office", "export-settings", file, *where)
    back = run("shared.office", "import-settings", file, *where)
    broken = run("shared.office", "import-settings", config / "hub.toml", *where)
    gone = run("shared.office", "import-settings", tmp_path / "gone.zip", *where)

    assert [each.returncode for each in (out, back, broken, gone)] == [0, 0, 1, 1]
    assert "start the programs again" in back.stdout
    for each in (broken, gone):
        [line] = each.stderr.splitlines()
        assert line.endswith("nothing has changed")
