"""A program that behaves as a test wants, by its only argument."""

import os
import signal
import socket
import sys
from threading import Event


def say(words):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto(words, os.environ["NOTIFY_SOCKET"])


def tell(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def main(how):
    tell(f"I am to {how}\n")
    if how.isdigit():
        return int(how)
    if how == "ignore":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    say(b"READY=1")
    if how == "shout":
        tell("x" * 2**20 + "\nstill here\n")
    beat = 0.1 if how != "freeze" else 3_600
    while True:
        Event().wait(beat)
        say(b"WATCHDOG=1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
