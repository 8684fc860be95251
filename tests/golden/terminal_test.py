#!/usr/bin/env python3
"""What the command does on a terminal: colours, the progress line, widths, and nothing that a text could make it do."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
import unittest
from pathlib import Path

from golden import MATCH, FolderTest, environment, find_telltale

SGR = re.compile(rb"\x1b\[[0-9;]*m")
PROGRESS = re.compile(rb"\r\x1b\[K([^\r\n]*B/s)?")


class Terminal:
    """A terminal of some width with the command on it; what is not given a pipe is the terminal."""

    def __init__(self, folder: Path, arguments: list[str], columns: int, **more: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        attributes = termios.tcgetattr(slave)
        attributes[1] &= ~termios.OPOST  # bytes as they are written
        termios.tcsetattr(slave, termios.TCSANOW, attributes)
        self.process = subprocess.Popen(
            [str(find_telltale()), *arguments],
            cwd=folder,
            env=environment() | {"TERM": "xterm-256color"} | more,
            stdin=subprocess.PIPE,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)

    def read(self, seconds: float) -> bytes:
        """What is written until the end, or for some seconds."""
        out = b""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.master], [], [], left)[0]:
                break
            try:
                block = os.read(self.master, 65536)
            except OSError:
                break  # the other side is closed
            if not block:
                break
            out += block
        return out

    def read_until(self, pattern: bytes) -> bytes:
        out = b""
        end = time.monotonic() + 30
        while not re.search(pattern, out) and time.monotonic() < end:
            out += self.read(0.3)
        return out

    def finish(self) -> tuple[bytes, int]:
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()
        out = self.read(30)
        code = self.process.wait(30)
        os.close(self.master)
        return out, code


class OnATerminal(FolderTest):
    def run_on(self, arguments: list[str], columns: int = 80, **more: str) -> bytes:
        out, _ = Terminal(self.folder, ["classify", "--pack", "packs/demo", *arguments], columns, **more).finish()
        return out

    def test_colours_unless_asked_not_to(self) -> None:
        self.assertRegex(self.run_on(["one.log"]), SGR)
        self.assertNotIn(b"\x1b", self.run_on(["one.log"], NO_COLOR="1"))
        self.assertRegex(self.run_on(["one.log"], NO_COLOR=""), SGR)
        self.assertNotIn(b"\x1b", self.run_on(["one.log"], TERM="dumb"))
        self.assertNotIn(b"\x1b", self.run_on(["--color", "never", "one.log"]))
        self.assertRegex(self.run_on(["--color", "always", "one.log"], NO_COLOR="1"), SGR)
        self.assertNotIn(b"\x1b", self.run_on(["--format", "ndjson", "one.log"]))

    def test_rows_fit_the_terminal(self) -> None:
        for columns in (40, 57, 80, 133):
            lines = SGR.sub(b"", self.run_on(["many.log"], columns)).decode().split("\n")
            rows = [line for line in lines if line.startswith("    | ")]
            self.assertTrue(rows)
            self.assertLessEqual(max(map(len, rows)), columns)
            carets = sum(line.count("^") + line.count("~") for line in rows)
            self.assertEqual(
                carets, len('failed calling webhook "hook.demo.io": connection refused') * 2 + 8 + len("demo    <none>")
            )

    def test_progress_appears_after_a_second_and_goes_away(self) -> None:
        terminal = Terminal(self.folder, ["classify", "--pack", "packs/demo"], 80)
        assert terminal.process.stdin
        terminal.process.stdin.write(MATCH)  # whose record may go on
        terminal.process.stdin.flush()
        self.assertEqual(terminal.read(0.6), b"", "nothing before the first second")
        out = terminal.read_until(rb"B/s")
        self.assertRegex(out, rb"\r\x1b\[K\d+ B, \d+ B/s")
        rest, code = terminal.finish()
        shown = PROGRESS.sub(b"", out + rest)
        self.assertEqual(code, 0)
        self.assertIn(b"Connection refused", SGR.sub(b"", shown))
        self.assertLess((out + rest).rfind(b"B/s"), (out + rest).rfind(b"\r\x1b[K"), "the line is taken away")

    def test_no_progress_when_it_is_not_wanted_or_nobody_watches(self) -> None:
        terminal = Terminal(self.folder, ["classify", "--pack", "packs/demo", "--no-progress"], 80)
        self.assertEqual(terminal.read(1.6), b"")
        terminal.finish()
        with subprocess.Popen(
            [str(find_telltale()), "classify", "--pack", "packs/demo"],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            time.sleep(1.6)
            _, err = process.communicate(b"", timeout=30)
        self.assertEqual(err, b"telltale: no known failure in 1 text (0 B)\n")

    def test_says_that_it_waits_for_a_text(self) -> None:
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [str(find_telltale()), "classify", "--pack", "packs/demo"],
            cwd=self.folder,
            env=environment(),
            stdin=slave,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(0.3)
        os.write(master, MATCH + b"\x04")
        out, err = process.communicate(timeout=30)
        os.close(slave)
        os.close(master)
        self.assertIn(b"paste a text, then press Ctrl-D", err)
        self.assertIn(b"demo/refused", out)

    def test_no_text_reaches_the_terminal_as_a_command(self) -> None:
        hostile = [bytes([first]) for first in range(256) if first != 10]
        hostile += [b"\xc2" + bytes([second]) for second in range(0x80, 0xA0)]
        hostile += [
            f"{chr(point)}".encode()
            for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x2028, 0xFEFF)
        ]
        hostile += [
            *(
                b"\x1b[2J",
                b"\x1b[1;1H",
                b"\x1b]0;title\x07",
                b"\x1b]52;c;ZXZpbA==\x07",
                b"\x1bP$q\x1b\\",
                b"\x1b_x\x1b\\",
            ),
            *(b"\x1b]8;;http://evil\x1b\\text\x1b]8;;\x1b\\", b"\x1b[?1049h", b"\x1b[6n", b"\x1bc", b"\x1b(0"),
            *(b"\x1b[", b"\x1b]", b"\x9b31m", b"\x9d0;t\x9c"),
        ]
        lines = [
            b"2024-05-01 10:%02d:%02d " % (i // 60, i % 60) + bit + b" " + MATCH[:-1] + bit
            for i, bit in enumerate(hostile)
        ]
        name = os.fsdecode(b"evil\x1b[2J\x9b\xc2\x9b\n.log")
        (self.folder / name).write_bytes(b"\n".join(lines) + b"\n")
        for i, line in enumerate(lines):
            (self.folder / f"{i}.hostile").write_bytes(line)
        files = [f"{i}.hostile" for i in range(len(lines))]
        for kind in ("table", "csv", "markdown", "ndjson", "json", "sarif"):
            arguments = ["--format", kind, "--color", "never", name, *files]
            self.check_harmless(self.run_on(arguments), kind)
        # Each alone, so that each is quoted and not folded away.
        for file in files[::5]:
            self.check_harmless(self.run_on(["--color", "never", file]), file)
        self.check_harmless(self.run_on(["--color", "never", "missing" + name]), "missing")

    def check_harmless(self, out: bytes, what: str) -> None:
        text = out.decode("utf-8")  # strict: anything else is a failure of its own
        unsafe = [c for c in text if c != "\n" and (ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or ord(c) in UNSAFE)]
        self.assertEqual(unsafe, [], what)
        self.assertNotEqual(text, "", what)


UNSAFE = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0x2029}


if __name__ == "__main__":
    unittest.main()
