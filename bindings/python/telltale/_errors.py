"""The one error of telltale's own."""

from __future__ import annotations

from telltale._core import Problem


class TelltaleError(Exception):
    """A pack or a configuration cannot be used. The message is what a compiler would print.

    problems: all that is wrong, not only the first (tuple of Problem).
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, problems)
        self.problems = problems

    def __str__(self) -> str:
        return str(self.args[0])
