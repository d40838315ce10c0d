"""Slips in files: what their JSON means, and how it is read."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import msgspec

from printer.commands.arguments import Mistake
from printer.logo import check_logo
from printer.slip import Slip, SlipRow

EXPLAINED = """\
A slip in JSON; only "number" must be there, and "" or [] takes no room:
  number    "1007": the large digits, "" for none
  office    ["UBND …", "TRUNG TÂM …"]: the lines at the head
  heading   "SỐ THỨ TỰ / YOUR NUMBER"
  badge     "★ ƯU TIÊN / PRIORITY": framed, for priority
  service   "Hộ tịch / Civil status"
  place     "Khu 3 – Quầy 1, 2": where to wait
  rows      [{"label": "Buổi / Session:", "value": "Sáng"}]
  code      what the QR code says; capitals and digits keep it small
  footer    ["Vui lòng giữ phiếu và chờ gọi số."]
  mark      "", "BẢN IN LẠI" or "PHIẾU THỬ"
  logo      the path of a PNG, from the folder the program runs in
  logo_mm   12: how high the logo is, 3 to 40
  order     ["logo", "office", "heading", "number", "badge", "service", "place",
            "rows", "code", "footer"]: what stands there, from top to bottom
The words after " / " are the second language: smaller, and not on paper under 60 mm.
"""


def slip_in(path: Path) -> Slip:
    """Return the slip in the file at *path*.

    Raises:
        Mistake: There is none, or what is there is no slip.
    """
    try:
        said = msgspec.json.decode(path.read_bytes())
        slip = msgspec.convert(said, Slip)
    except OSError as error:
        raise Mistake(f"{path}: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Mistake(f"{path}: {error}") from error
    _refuse_unknown(path, said, Slip)
    for row in said.get("rows", ()):
        _refuse_unknown(path, row, SlipRow)
    if slip.logo:
        _refuse_logo(path, slip.logo)
    return slip


def _refuse_logo(path: Path, logo: str) -> None:
    try:
        check_logo(Path(logo))
    except ValueError as error:
        raise Mistake(f"{path}: {error}") from error


def _refuse_unknown(
    path: Path, said: Mapping[str, object], kind: type[Slip | SlipRow]
) -> None:
    known = [field.name for field in fields(kind)]
    for key in said:
        if key not in known:
            raise Mistake(f"{path}: no field `{key}`; there are {', '.join(known)}")
