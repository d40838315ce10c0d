"""How long the trials are: a moment among the ordinary tests, long by themselves."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How much of everything is tried."""

    kills: int
    """How often a hub is killed, on each kind of database."""

    crashes: int
    """How often the database server is killed."""

    acks: tuple[int, int]
    """From how many to how many answers there are between two deaths."""

    absences: int
    """How often the hub is away while kiosks give numbers by themselves."""

    cuts: int
    """Power cuts of a disk under SQLite."""

    shared_acks: int
    """Answers of two hubs that share an office by mistake."""

    offices: int
    """Offices of a city whose hubs die."""

    power_cuts: int
    """How often the power of a weak PC is cut, mostly while it starts."""

    frozen: int
    """Stations that stop reading, one after the other."""

    races: int
    """How often two counters press for the last citizen at the same moment."""

    lists: int
    """Lists of broken frames, `FRAMES_A_LIST` each, on each kind of database."""


FRAMES_A_LIST = 20
SHORT = Length(
    kills=2, crashes=1, acks=(40, 160), absences=3, cuts=30, shared_acks=120,
    offices=4, power_cuts=3, frozen=1, races=20, lists=60,
)  # fmt: skip
LONG = Length(
    kills=60, crashes=30, acks=(40, 600), absences=80, cuts=300,
    shared_acks=2_000, offices=30, power_cuts=100, frozen=10, races=1_000, lists=2_600,
)  # fmt: skip
IS_LONG = os.environ.get("MOTCUA_SOAK") == "long"
LENGTH = LONG if IS_LONG else SHORT
