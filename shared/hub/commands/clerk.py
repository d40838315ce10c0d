"""Says who works at the counters: each clerk has a name and a password or PIN."""

import argparse
import sys
from collections.abc import Callable, Sequence
from getpass import getpass
from pathlib import Path
from typing import TextIO

from shared.clock import Clock, SystemClock
from shared.domain.times import day_of, local
from shared.hub.commands.arguments import add_office, ended, store_of
from shared.hub.passwords import RULE, check, hash_of
from shared.store.clerks import Clerk, ClerkRole, Clerks, tidy
from shared.wire.limits import LONGEST_WORD


def main(words: Sequence[str], source: TextIO | None = None) -> int:
    """Obey ``motcua-hub clerk …``, and return the exit code.

    Passwords come from *source*, by default standard input.
    """
    arguments = _parser().parse_args(words)
    clock = SystemClock()

    def work() -> int:
        clerks = store_of(arguments, day_of(clock.now())).clerks
        try:
            _obey(arguments, clerks, clock, source or sys.stdin)
        except ValueError as error:
            print(f"motcua-hub clerk: {error}", file=sys.stderr)
            return 1
        return 0

    return ended(work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="motcua-hub clerk",
        description=__doc__,
        epilog=f"The password is typed twice, or read from standard input: {RULE}.",
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--config", type=Path, default=Path("config/hub.toml"))
    common.add_argument("--database", help="instead of the one in the settings")
    add_office(common)
    actions = parser.add_subparsers(dest="action", required=True)
    for name, help_ in (
        ("add", "let somebody log in at the counters"),
        ("disable", "let that clerk log in no more, also where he is now"),
        ("enable", "let that clerk log in again, and at once if locked out"),
        ("passwd", "give that clerk another password"),
    ):
        action = actions.add_parser(name, parents=[common], help=help_)
        action.add_argument("name", help="as colleagues know it")
        if name == "add":
            roles = ("clerk", "supervisor")
            action.add_argument("--role", choices=roles, default="clerk")
    actions.add_parser("list", parents=[common], help="who may log in")
    return parser


def _obey(
    arguments: argparse.Namespace, clerks: Clerks, clock: Clock, source: TextIO
) -> None:
    match arguments.action:
        case "add":
            clerk = _new_clerk(tidy(arguments.name), arguments.role, clock, source)
            clerks.add(clerk)
            print(f"{clerk.name} ({clerk.role}) can log in at the counters.")
        case "disable":
            gone = clerks.disable(arguments.name, clock.now())
            print(
                f"{gone.name} can log in no more, and is logged out in a few seconds."
            )
        case "enable":
            back = clerks.enable(arguments.name)
            print(f"{back.name} can log in.")
        case "passwd":
            password = new_password(arguments.name, source)
            clerk = clerks.set_password(arguments.name, hash_of(password))
            print(f"{clerk.name} logs in with the new password, where he is now too.")
        case _:
            _list(clerks, clock.now())


def _new_clerk(name: str, role: ClerkRole, clock: Clock, source: TextIO) -> Clerk:
    if not 1 <= len(name) <= LONGEST_WORD or not name.isprintable():
        raise ValueError(f"a clerk's name has 1 to {LONGEST_WORD} letters")
    password_hash = hash_of(new_password(name, source))
    return Clerk(
        name=name, role=role, password_hash=password_hash, added_at=clock.now()
    )


def new_password(name: str, source: TextIO, ask: Callable[[str], str] = getpass) -> str:
    """Return the password from the first line of *source*.

    If that is a terminal, *ask* is told it twice, and shows nothing of it.

    Raises:
        ValueError: It could be guessed, or the two differ.
    """
    if not source.isatty():
        password = source.readline().rstrip("\r\n")
        check(password, name)
        return password
    password = ask(f"Password or PIN of {name}: ")
    check(password, name)
    if ask("Again: ") != password:
        raise ValueError("the two differ: nothing was changed, try again")
    return password


def _list(clerks: Clerks, now: int) -> None:
    rows = [("NAME", "ROLE", "ADDED", "LAST LOG-IN", "")]
    for each in clerks.all():
        state = f"disabled {_time(each.disabled_at)}" if each.disabled_at else ""
        if until := clerks.locked_until(each.name, now):
            state = f"{state} locked until {_time(until)}".strip()
        seen = _time(each.last_seen) if each.last_seen else "never"
        rows.append((each.name, each.role, _time(each.added_at), seen, state))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def _time(at: int) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}"
