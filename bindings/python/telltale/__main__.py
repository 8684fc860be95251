"""`python -m telltale`: the command itself, with the same arguments, output and exit status as the binary."""

import os
import sys

from telltale._core import run_command


def main() -> int:
    """Runs the command with the arguments of this process and returns its exit status."""
    return run_command([b"telltale", *map(os.fsencode, sys.argv[1:])])


if __name__ == "__main__":
    sys.exit(main())
