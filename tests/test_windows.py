"""Nothing that only Linux has is touched where Windows comes along.

Read from the source: no Windows is needed, and none replaces a trial on one.
"""

import ast

import pytest

from tests.programs import ROOT

PACKAGES = ("kiosk", "counter", "display", "printer", "shared")
SOURCES = [ROOT / "run.py"]
SOURCES += sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
MODULES = {
    "fcntl",
    "grp",
    "posix",
    "pty",
    "pwd",
    "resource",
    "syslog",
    "termios",
    "tty",
}
ATTRIBUTES = {
    "os": {
        "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC",
        "chown", "chroot", "fchmod", "fchown", "fdatasync", "fork", "getegid",
        "geteuid",
        "getgid", "getloadavg", "getpgid", "getpriority", "getuid", "killpg", "lchown",
        "mkfifo", "mknod", "nice", "openpty", "posix_fadvise", "sched_getaffinity",
        "setgid", "setpgid", "setsid", "setuid", "statvfs", "sync", "sysconf", "uname",
        "wait3", "wait4", "waitid",
    },
    "signal": {
        "SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT",
        "SIGSTOP", "SIGUSR1", "SIGUSR2", "alarm", "pause", "pthread_kill", "setitimer",
    },
    "select": {"epoll", "kqueue", "poll"},
    "socket": {"AF_UNIX"},
    "time": {"clock_gettime", "tzset"},
    "loop": {"add_reader", "add_signal_handler", "add_writer"},
}  # fmt: skip

LINUX_ONLY = {
    ("printer/emulator.py", "pty_at"),  # the way of `emulate --pty`
    ("printer/ports/usb.py", "_ioctl"),  # of /dev/usb/lp0
    ("run.py", "apt"),  # there is no apt-get
    ("shared/notify.py", "_tell"),  # only with an address, which Windows never has
}
"""Functions that only somebody on Linux calls."""


class Reader(ast.NodeVisitor):
    """Notes what is of Linux alone and stands outside every guard."""

    def __init__(self, name):
        self._name = name
        self.found = []

    def visit_If(self, node):
        self.visit(node.test)
        happens = on_windows(node.test)
        for chosen, statements in ((True, node.body), (False, node.orelse)):
            if happens in (None, chosen):
                self.read(statements)

    def visit_IfExp(self, node):
        happens = on_windows(node.test)
        for chosen, value in ((True, node.body), (False, node.orelse)):
            if happens in (None, chosen):
                self.visit(value)

    def visit_BoolOp(self, node):
        for value in node.values:
            self.visit(value)
            if on_windows(value) is isinstance(node.op, ast.Or):
                return

    def visit_Try(self, node):
        caught = {getattr(handler.type, "id", "") for handler in node.handlers}
        if "ImportError" not in caught:
            self.read(node.body)
        self.read(node.orelse + node.finalbody)
        for handler in node.handlers:
            self.read(handler.body)

    def visit_FunctionDef(self, node):
        if (self._name, node.name) not in LINUX_ONLY:
            self.read(node.body)

    def visit_AsyncFunctionDef(self, node):
        self.visit_FunctionDef(node)

    def visit_Module(self, node):
        self.read(node.body)

    def visit_ClassDef(self, node):
        self.read(node.body)

    def visit_Import(self, node):
        self._note(node, {alias.name for alias in node.names} & MODULES)

    def visit_ImportFrom(self, node):
        names = {alias.name for alias in node.names}
        self._note(node, {node.module} & MODULES)
        self._note(node, names & ATTRIBUTES.get(node.module, set()))

    def visit_Attribute(self, node):
        owner = getattr(node.value, "id", "")
        self._note(node, {node.attr} & ATTRIBUTES.get(owner, set()))
        self.generic_visit(node)

    def read(self, statements):
        """Read *statements* in turn, up to one with which Windows leaves."""
        for statement in statements:
            self.visit(statement)
            if leaves_on_windows(statement):
                return

    def _note(self, node, names):
        self.found += [f"{self._name}:{node.lineno}: {name}" for name in names]


def on_windows(test):
    """Return what *test* is on Windows, None if that is not its subject."""
    words = ast.unparse(test)
    if (
        "sys.platform" not in words
        and "os.name" not in words
        and "hasattr" not in words
    ):
        return None
    if isinstance(test, ast.BoolOp):
        values = [on_windows(value) for value in test.values]
        decisive = isinstance(test.op, ast.Or)
        return decisive if decisive in values else None
    if "hasattr" in words:
        return "not hasattr" in words
    code = compile(ast.Expression(test), "test", "eval")
    system = {"sys": type("sys", (), {"platform": "win32"})}
    system["os"] = type("os", (), {"name": "nt", "environ": {}})
    try:
        return bool(eval(code, {"__builtins__": {}}, system))
    except (NameError, AttributeError):
        return None


def leaves_on_windows(statement):
    return (
        isinstance(statement, ast.If)
        and on_windows(statement.test) is True
        and isinstance(statement.body[-1], ast.Return | ast.Raise)
    )


def findings(source, name="module.py"):
    reader = Reader(name)
    reader.visit(ast.parse(source))
    return reader.found


def test_what_only_linux_has_stands_behind_a_guard():
    found = [
        line
        for path in SOURCES
        for line in findings(
            path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        )
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "import fcntl",
        "from os import fork",
        "def f():\n    import termios",
        "signal.SIGHUP",
        "if sys.platform == 'win32':\n    import pty",
        "if sys.platform != 'win32':\n    pass\nelse:\n    os.fork()",
        "x = 1 if os.name == 'posix' else os.getuid()",
        "try:\n    os.fork()\nexcept OSError:\n    pass",
    ],
)
def test_a_missing_guard_is_seen(source):
    assert len(findings(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "if sys.platform != 'win32':\n    import fcntl",
        "if os.name == 'nt':\n    pass\nelse:\n    os.fork()",
        "try:\n    import fcntl\nexcept ImportError:\n    pass",
        "def f():\n    if sys.platform == 'win32':\n        return\n    os.fork()",
        "x = os.getuid() if sys.platform == 'linux' else 0",
        "x = hasattr(os, 'getuid') and os.getuid()",
        "getattr(os, 'O_NONBLOCK', 0)",
    ],
)
def test_a_guard_is_understood(source):
    assert findings(source) == []
