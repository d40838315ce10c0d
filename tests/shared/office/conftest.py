import shutil

import pytest

from tests.programs import ROOT


@pytest.fixture
def config(tmp_path):
    """A folder of settings as it is delivered."""
    folder = tmp_path / "config"
    shutil.copytree(ROOT / "config", folder)
    return folder
