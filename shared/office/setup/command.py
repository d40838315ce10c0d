"""`motcua-office setup`: asks, checks, writes, tries the printer, says what is next."""

import argparse
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.clock import SystemClock
from shared.config import ConfigError, load, table_in
from shared.domain.times import local
from shared.network import USUAL_PORT, address
from shared.office import autostart
from shared.office.setup import folder, programs
from shared.office.setup.answers import Answers
from shared.office.setup.documents import documents
from shared.office.setup.folder import FolderInUse
from shared.office.setup.interview import Interview, plans_of
from shared.office.setup.mistakes import told
from shared.office.setup.pairing import pair
from shared.office.setup.present import answers_in, first_guess
from shared.office.setup.programs import CheckFailed
from shared.office.setup.terminal import BrokenOff, Terminal
from shared.office.setup.words import Words

BROKEN_OFF, WRONG = 1, 2
PYTHON = "py" if sys.platform == "win32" else "python3"


def main(words: Sequence[str]) -> int:
    """Set this office up, and return the exit code."""
    arguments = _parser().parse_args(words)
    config: Path = arguments.config.absolute()
    mended = folder.mend(config)
    try:
        texts = load(config / "texts.vi.toml", Words, section="setup")
        terminal = Terminal(texts)
        if mended:
            terminal.say(texts.mended)
        return Setup(config, terminal).run(arguments)
    except ConfigError as error:
        print(f"motcua-office setup: {error}", file=sys.stderr)
        return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua-office setup", description=__doc__)
    add = parser.add_argument
    add("--config", type=Path, default=Path("config"), metavar="DIR")
    add("--answers", type=Path, metavar="FILE", help="take these, and ask nothing")
    add("--test-print", action="store_true", help="with --answers: print a test page")
    add("--pair", action="store_true", help="with --answers: tokens for other PCs")
    add("--autostart", action="store_true", help="with --answers: start at log-in")
    return parser


@dataclass(frozen=True, slots=True)
class Setup:
    """The setting up of one folder of settings."""

    config: Path
    terminal: Terminal
    find: Callable[[], Sequence[programs.FoundPrinter]] = programs.find_printers

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, and return the exit code: 0 done, 1 broken off, 2 wrong."""
        words, say = self.terminal.words, self.terminal.say
        asked = arguments.answers is None
        try:
            answers = self._ask() if asked else self._read(arguments.answers)
            old = self._write(answers)
        except (BrokenOff, KeyboardInterrupt):
            say("", words.nothing_changed)
            return BROKEN_OFF
        except (CheckFailed, FolderInUse, ValueError, OSError) as error:
            say(words.wrong.format(reason=error), words.nothing_changed)
            return WRONG
        say(words.written.format(folder=self.config), words.kept.format(folder=old))
        try:
            return self._afterwards(arguments, asked=asked)
        except (BrokenOff, KeyboardInterrupt):
            say("")
            return 0

    def _read(self, path: Path) -> Answers:
        """Return the answers in the file at *path*.

        Raises:
            CheckFailed: They make no sense; the reason is in the office's words.
        """
        try:
            return load(path, Answers)
        except ConfigError as error:
            mistakes = self.terminal.words.mistakes
            raise CheckFailed(told(error, mistakes)) from error

    def _ask(self) -> Answers:
        self.terminal.say(self.terminal.words.welcome, self.terminal.words.how)
        interview = Interview(
            terminal=self.terminal, plans=plans_of(self.config), find=self.find
        )
        return interview.hold(first_guess(answers_in(self.config)))

    def _write(self, answers: Answers) -> Path:
        """Write the settings that *answers* want; return where the old ones are.

        Raises:
            CheckFailed: They would not work; nothing has changed.
            FolderInUse: They cannot be replaced; nothing has changed.
            ValueError: An answer names something that is not there.
            OSError: They cannot be written.
        """
        self.terminal.say(self.terminal.words.checking)
        new = folder.staged(self.config, documents(self.config, answers))
        try:
            programs.check(new)
        except (ConfigError, CheckFailed) as error:
            # By the name that people know, not that of the trial.
            raise CheckFailed(str(error).replace(new.name, self.config.name)) from error
        stamp = local(SystemClock().now()).strftime("%Y%m%d-%H%M%S")
        return folder.replace(self.config, stamp)

    def _afterwards(self, arguments: argparse.Namespace, *, asked: bool) -> int:
        """Print, install the start, say what is next; all wishes, none a must."""
        words, terminal = self.terminal.words, self.terminal
        done = True
        if arguments.test_print or (
            asked and terminal.yes(words.print_now, default=True)
        ):
            done = self._test_print()
        if arguments.autostart or (
            asked and terminal.yes(words.autostart, default=True)
        ):
            done = self._install() and done
        if self._others and (
            arguments.pair or (asked and terminal.yes(words.pair, default=True))
        ):
            done = self._pair() and done
        terminal.say("", words.next, *(f"  - {line}" for line in self._next()))
        return 0 if done or asked else BROKEN_OFF

    def _test_print(self) -> bool:
        words = self.terminal.words
        came, said = programs.test_print(self.config)
        if not came:
            self.terminal.say(f"  {words.not_printed.format(words=said)}")
            return False
        self.terminal.say(f"  {words.printed if said == 'printed' else words.sent}")
        printer = table_in(self.config / "kiosk.toml").get("printer", {})
        if printer.get("kind") == "virtual":
            place = (self.config / printer.get("out", "")).resolve()
            self.terminal.say(f"  {words.drawn.format(folder=place)}")
        return True

    def _pair(self) -> bool:
        """Make the tokens of the other PCs, and show what is to be typed there."""
        words, done = self.terminal.words, True
        for each in pair(self.config, self._url):
            if each.join:
                text = words.paired.format(station=each.station)
                self.terminal.say(f"  {text}", f"    {self._office(each.join)}")
            elif each.known:
                renew = ("station", "renew", each.station, "--address", self._url)
                command = _command("motcua-hub", *renew)
                text = words.pair_known.format(station=each.station, command=command)
                self.terminal.say(f"  {text}")
            else:
                done = False
                text = words.pair_failed.format(
                    station=each.station, reason=each.trouble
                )
                self.terminal.say(f"  {text}")
        return done

    @property
    def _others(self) -> bool:
        """Whether other PCs may connect."""
        return bool(answers_in(self.config).others)

    @property
    def _url(self) -> str:
        """How other PCs reach the hub of this one."""
        hub = table_in(self.config / "hub.toml")
        scheme = "wss" if hub.get("certificate") else "ws"
        return f"{scheme}://{address()}:{hub.get('port', USUAL_PORT)}"

    def _install(self) -> bool:
        words = self.terminal.words
        try:
            files = autostart.install(self.config)
        except (ConfigError, OSError) as error:
            self.terminal.say(f"  {words.autostart_failed.format(reason=error)}")
            return False
        made = ", ".join(map(str, files))
        self.terminal.say(f"  {words.autostart_made.format(files=made)}")
        return True

    def _next(self) -> list[str]:
        """Return what is to be done after this, a line each."""
        words = self.terminal.words
        lines = [words.next_start.format(command=self._office("run"))]
        lines.append(words.next_restart)
        if not table_in(self.config / "kiosk.toml").get("pin"):
            lines.append(
                words.next_pin.format(command=_command("motcua-kiosk", "--make-pin"))
            )
        if self._others:
            port = self._url.rpartition(":")[2]
            lines.append(words.next_others.format(port=port))
        return lines

    def _office(self, words: str) -> str:
        """Return a command of `motcua-office`, to be typed in the programs' folder."""
        if (self.config.parent / "run.py").exists():
            return f"{PYTHON} run.py {words}"
        return f"motcua-office {words}"


def _command(name: str, *rest: str) -> str:
    """Return a command as it can be typed here."""
    beside = Path(sys.executable).with_name(name)
    return shlex.join([str(beside) if beside.exists() else name, *rest])
