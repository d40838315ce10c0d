"""What a virtual printer can do, so that it can stand in for a cheap one too."""

from dataclasses import dataclass

from printer.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What a printer understands. The defaults are an Epson TM-T82."""

    dle: bool = True
    """It answers DLE EOT."""

    asb: bool = True
    """It reports by itself, once GS a has asked for it."""

    gs_h: bool = True
    gs_r: bool = True
    """It says when everything before a GS ( H or a GS r is done."""

    gs_i: bool = True
    """It tells its model."""

    clear: bool = True
    """DLE DC4 8 empties its buffer."""

    cutter: bool = True


def abilities_of(profile: Profile) -> Abilities:
    """Return what a printer can do that is as *profile* says."""
    answers = profile.bidirectional
    return Abilities(
        dle=answers and profile.status == "dle",
        asb=answers and profile.asb,
        gs_h=answers and profile.confirm == "gs_h",
        gs_r=answers and (profile.confirm != "none" or profile.status == "gs_r"),
        gs_i=answers,
        clear=profile.clear != "none",
        cutter=profile.cut != "none",
    )
