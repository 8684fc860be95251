#!/usr/bin/env python3
"""A signal at any moment ends a run with whole records and the right exit status."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
import unittest

from golden import MATCH, FolderTest, environment, find_telltale, log_of

ROUNDS = int(os.environ.get("TELLTALE_SIGNAL_ROUNDS", "40"))  # each signal; more of them find rarer moments


class Signals(FolderTest):
    expected: dict[str, bytes]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        (cls.folder / "big.log").write_bytes(log_of(30_000))
        record = json.dumps({"text": "x " + MATCH.decode()}) + "\n"
        (cls.folder / "big.jsonl").write_text(record * 30_000)
        cls.expected = {}
        for source in ("big.log", "big.jsonl"):
            process = cls.start(source, "ndjson")
            cls.expected[source] = process.communicate(timeout=60)[0]

    @classmethod
    def start(cls, source: str, kind: str) -> subprocess.Popen[bytes]:
        arguments = ["classify", "--pack", "packs/demo", "--format", kind, source]
        return subprocess.Popen(
            [str(find_telltale()), *arguments],
            cwd=cls.folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def interrupt(self, source: str, kind: str, number: int, pause: float) -> tuple[int, bytes, bytes]:
        process = self.start(source, kind)
        time.sleep(pause)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def test_output_is_a_prefix_of_whole_records(self) -> None:
        chance = random.Random(1)
        stopped = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for i in range(ROUNDS):
                source = ("big.log", "big.jsonl")[i % 2]
                code, out, err = self.interrupt(source, "ndjson", number, chance.uniform(0, 0.25))
                self.assertTrue(self.expected[source].startswith(out))
                self.assertTrue(out == b"" or out.endswith(b"}\n"))
                # Before the handler is there the signal kills; after the end it comes too late.
                self.assertIn(code, (128 + number, 0, -number), err)
                if code == 0:
                    self.assertEqual(out, self.expected[source])
                if code == -number:
                    self.assertEqual(out, b"")
                stopped += code == 128 + number
        self.assertGreater(stopped, 0, "no signal came while the command was at work")

    def test_json_is_closed(self) -> None:
        seen = 0
        for i in range(10):
            code, out, _ = self.interrupt("big.jsonl", "json", signal.SIGINT, 0.05 + 0.01 * i)
            if code == 130:
                seen += 1
                self.assertEqual(json.loads(out)["v"], 1)
        self.assertGreater(seen, 0)

    def test_waiting_for_input_ends_at_once(self) -> None:
        os.mkfifo(self.folder / "fifo")
        for source in ("-", "--from=jsonl", "fifo"):
            process = self.start(source, "ndjson")
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(10), 130)
            process.communicate()

    def test_an_ignored_signal_stays_ignored(self) -> None:
        command = f"trap '' HUP; exec {find_telltale()} classify --pack packs/demo --format ndjson -"
        process = subprocess.Popen(
            ["bash", "-c", command],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(0.5)
        process.send_signal(signal.SIGHUP)
        out, _ = process.communicate(MATCH, timeout=30)
        self.assertEqual((process.returncode, out.count(b"\n")), (0, 1))


if __name__ == "__main__":
    unittest.main()
