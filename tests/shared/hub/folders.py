"""Folders of offices, small ones."""

OWN = """
id = "xa-a"
name = { vi = "UBND XÃ A" }
unit = { vi = "Trung tâm Phục vụ hành chính công" }
"""

OWN_B = OWN.replace("xa-a", "xa-b").replace("XÃ A", "XÃ B")

COMMON = """
kiosks = 1
policy = { max_calls = 2 }
zones = [{ id = '3', name = { vi = 'Tiếp nhận' } }]

[[services]]
id = '1'
letter = 'A'
name = { vi = 'Hộ tịch', en = 'Civil status' }
zone = '3'
minutes = 12

[[services]]
id = '5'
letter = 'E'
name = { vi = 'Kinh tế', en = 'Business' }
zone = '3'
minutes = 12

[[services]]
id = '7'
letter = 'H'
name = { vi = 'Hướng dẫn' }
zone = '3'
minutes = 6
guides = true

[[counters]]
id = '1'
zone = '3'
serves = ['1', '7']

[[counters]]
id = '5'
zone = '3'
serves = ['5']
"""


def a_folder(path, **files):
    """Return a folder in *path* with a common file and *files* by their name."""
    folder = path / "offices"
    folder.mkdir()
    for name, text in {"common": COMMON, **files}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder
