"""Does for many at once what many ask for at the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Gathering(Generic[Result]):
    """Who asks while something is done for others is done together with all such."""

    def __init__(
        self, work: Callable[[Sequence[str]], Awaitable[Mapping[str, Result]]]
    ) -> None:
        """*work* is called with some names, each once, and returns what each gets."""
        self._work = work
        self._asked: dict[str, asyncio.Future[Result]] = {}
        self._waiting: list[str] = []
        self._task: asyncio.Task[None] | None = None

    def asked(self, name: str) -> asyncio.Future[Result] | None:
        """Return what *name* will get, if that is asked for already."""
        return self._asked.get(name)

    def ask(self, name: str) -> asyncio.Future[Result]:
        """Return what *name* will get; whatever goes wrong, all who ask are told."""
        if name not in self._asked:
            self._asked[name] = asyncio.get_running_loop().create_future()
            self._waiting.append(name)
            if self._task is None:
                self._task = asyncio.create_task(self._live())
        return self._asked[name]

    async def _live(self) -> None:
        while self._waiting:
            names, self._waiting = self._waiting, []
            try:
                found = await self._work(names)
            except Exception as error:  # noqa: BLE001  # it is told to who asked
                for name in names:
                    self._asked.pop(name).set_exception(error)
            else:
                for name in names:
                    self._asked.pop(name).set_result(found[name])
        self._task = None
