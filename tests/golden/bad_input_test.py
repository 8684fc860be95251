#!/usr/bin/env python3
"""Inputs and outputs that misbehave while the command runs: folders that may not be read, files that shrink, lines of
60 MB, pipes that stay open, outputs that are closed, full or not read."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from golden import MATCH, environment, find_telltale, log_of, make_inputs, run

PACK = ["--pack", "packs/demo"]
NDJSON = ["classify", *PACK, "--format", "ndjson"]
NOBODY = 65534


def matches(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


class BadInput(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        Path(temporary.name).chmod(0o755)
        self.folder = Path(temporary.name) / "work"
        make_inputs(self.folder)

    def start(self, arguments: list[str], **options: object) -> subprocess.Popen[bytes]:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [str(find_telltale()), *arguments],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,  # type: ignore[call-overload]
        )
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()

    def run_as_nobody(self, arguments: list[str]) -> tuple[int, bytes, bytes]:
        """Root reads everything; so what must not be readable is tried by somebody else."""
        if os.geteuid() != 0:
            done = run([*arguments], self.folder)
            return done.returncode, done.stdout, done.stderr

        def become_nobody() -> None:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

        try:
            process = self.start(arguments, preexec_fn=become_nobody)
        except PermissionError as error:
            self.skipTest(f"nobody cannot run the command: {error}")
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def test_file_and_folder_without_permission(self) -> None:
        (self.folder / "secret.log").write_bytes(MATCH)
        (self.folder / "secret.log").chmod(0)
        locked = self.folder / "tree" / "b"
        locked.chmod(0)
        self.addCleanup(locked.chmod, 0o755)
        code, out, err = self.run_as_nobody([*NDJSON, "secret.log", "tree", "one.log"])
        sources = [match["source"] for match in matches(out)]
        self.assertEqual(code, 3, err)
        self.assertEqual(sources, ["tree/a.d/two.log", "tree/link-to-z.log", "one.log"])
        self.assertIn(b"telltale: secret.log: Permission denied\n", err)
        self.assertIn(b"telltale: tree/b: Permission denied\n", err)

    def test_file_that_shrinks_while_it_is_read(self) -> None:
        path = self.folder / "shrinking.log"
        filler = b"2024-05-01 10:00:00 all is well\n" * 300_000
        path.write_bytes(filler)  # there from the first run on
        stop = threading.Event()

        def shrink_and_grow() -> None:
            while not stop.is_set():
                path.write_bytes(filler + MATCH)
                os.truncate(path, 100)

        thread = threading.Thread(target=shrink_and_grow)
        thread.start()
        try:
            for _ in range(20):
                done = run([*NDJSON, "shrinking.log", "one.log"], self.folder)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(matches(done.stdout)[-1]["source"], "one.log")
        finally:
            stop.set()
            thread.join()

    def test_line_of_60_mb(self) -> None:
        line = b"x" * 30_000_000 + b' failed calling webhook "hook.demo.io": connection refused ' + b"y" * 30_000_000
        (self.folder / "long.log").write_bytes(line + b"\n2024-05-01 10:00:00 " + MATCH)
        done = run([*NDJSON, "long.log"], self.folder)
        found = matches(done.stdout)
        self.assertIn(done.returncode, (0, 3))  # 3: the message went on beyond the window, and that was said
        self.assertEqual(done.returncode == 3, b"(message-length)" in done.stderr)
        self.assertEqual([match["begin"] for match in found], [30_000_001, 60_000_080])
        table = run(["classify", *PACK, "long.log"], self.folder)
        self.assertIn(b"...", table.stdout)
        self.assertLess(len(table.stdout), 2000)

    def test_record_of_60_mb_and_one_that_is_too_long(self) -> None:
        text = "x" * 60_000_000 + " " + MATCH.decode().strip()
        small = json.dumps({"text": MATCH.decode()}) + "\n"
        with (self.folder / "long.jsonl").open("w") as file:
            file.write(small + json.dumps({"text": text}) + "\n")
            file.write(json.dumps({"text": "y" * (65 << 20)}) + "\n" + small)
        done = run([*NDJSON, "--stats", "long.jsonl"], self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"long.jsonl:3: a line of more than 64 MiB is left out", done.stderr)
        self.assertIn(b"records 4 = matched 3 + unmatched 0 + unreadable 1", done.stderr)
        self.assertEqual([match["record"] for match in matches(done.stdout)], [0, 1, 3])
        self.assertEqual(matches(done.stdout)[1]["begin"], 60_000_001)

    def test_bomb_is_stopped(self) -> None:
        member = gzip.compress(b"\0" * (64 << 20), mtime=0)
        (self.folder / "bomb.gz").write_bytes(member * 8)
        done = run([*NDJSON, "bomb.gz", "one.log"], self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"bomb.gz: grows more than 1000 times", done.stderr)
        self.assertEqual(len(matches(done.stdout)), 1)

    def test_matches_of_a_pipe_appear_before_its_end(self) -> None:
        process = self.start(NDJSON)
        assert process.stdin and process.stdout
        process.stdin.write(b"2024-05-01 10:00:00 " + MATCH + b"2024-05-01 10:00:01 next\n" * 2)
        process.stdin.flush()
        self.assertEqual(json.loads(process.stdout.readline())["begin"], 20)
        self.assertIsNone(process.poll())
        process.stdin.write(b"2024-05-01 10:00:02 " + MATCH + b"2024-05-01 10:00:03 next\n" * 2)
        process.stdin.flush()
        self.assertEqual(json.loads(process.stdout.readline())["line"], 4)
        process.stdin.close()
        self.assertEqual(process.wait(30), 0)

    def test_records_of_a_pipe_appear_before_its_end(self) -> None:
        process = self.start([*NDJSON, "--from", "jsonl"])
        assert process.stdin and process.stdout
        for record in range(3):
            process.stdin.write(json.dumps({"text": MATCH.decode()}).encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["record"], record)
        process.stdin.close()
        self.assertEqual(process.wait(30), 0)

    def test_fifo(self) -> None:
        os.mkfifo(self.folder / "fifo")
        process = self.start([*NDJSON, "fifo", "one.log"])
        time.sleep(0.2)
        (self.folder / "fifo").write_bytes(MATCH)
        out, err = process.communicate(timeout=30)
        self.assertEqual([match["source"] for match in matches(out)], ["fifo", "one.log"], err)

    def test_special_files(self) -> None:
        done = run([*NDJSON, "/dev/null", "/proc/self/status", "one.log"], self.folder)
        self.assertEqual((done.returncode, len(matches(done.stdout))), (0, 1), done.stderr)

    def shell(self, command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=environment(), capture_output=True, timeout=60, check=False
        )

    def test_closed_standard_streams(self) -> None:
        for arguments in ("classify --pack packs/demo one.log", "--version", "doctor", "rules list --pack packs/demo"):
            done = self.shell(f"telltale {arguments} >&-")
            self.assertEqual(done.returncode, 3, arguments)
            self.assertIn(b"cannot write to standard output: Bad file descriptor", done.stderr)
        done = self.shell("telltale classify --pack packs/demo --format ndjson missing.log one.log 2>&-")
        self.assertEqual((done.returncode, len(matches(done.stdout))), (3, 1))
        done = self.shell("telltale classify --pack packs/demo <&-")
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"standard input: Bad file descriptor", done.stderr)
        done = self.shell("telltale classify --pack packs/demo one.log <&- >&- 2>&-; echo $?")
        self.assertEqual(done.stdout, b"3\n")

    def test_full_disk(self) -> None:
        for arguments in ("classify --pack packs/demo one.log", "--help", "completion bash"):
            done = self.shell(f"telltale {arguments} > /dev/full")
            self.assertEqual(done.returncode, 3, arguments)
            self.assertIn(b"cannot write to standard output: No space left on device", done.stderr)

    def test_reader_that_goes_away(self) -> None:
        (self.folder / "big.log").write_bytes(log_of(20_000))
        records = json.dumps({"text": MATCH.decode()}) + "\n"
        (self.folder / "big.jsonl").write_text(records * 20_000)
        for source in ("big.log", "big.jsonl"):
            done = self.shell(f"telltale {' '.join(NDJSON)} {source} | head -n 1; echo ${{PIPESTATUS[0]}}")
            self.assertEqual(done.stdout.splitlines()[-1], b"0")
            self.assertEqual(done.stderr, b"")

    def test_reader_that_goes_away_while_a_pipe_is_read(self) -> None:
        process = self.start(NDJSON)
        assert process.stdin and process.stdout
        process.stdout.close()
        process.stdin.write(log_of(3))
        process.stdin.flush()
        self.assertEqual(process.wait(30), 0, "it must not wait for the rest of its input")

    def test_any_number_of_threads_gives_the_same_bytes(self) -> None:
        lines = [json.dumps({"text": f"{i} " + (MATCH.decode() if i % 7 == 0 else "well")}) for i in range(30_000)]
        lines[17] = "broken"
        (self.folder / "many.jsonl").write_text("\n".join(lines))
        outputs = set()
        for threads in ("1", "2", "8"):
            done = run([*NDJSON, "--threads", threads, "many.jsonl", "tree", "many.jsonl"], self.folder)
            self.assertEqual(done.returncode, 3)
            outputs.add((done.stdout, done.stderr))
        self.assertEqual(len(outputs), 1)
        self.assertEqual(len(matches(next(iter(outputs))[0])), 2 * 4286 + 3)

    def test_parts_of_a_large_file_say_what_its_stream_says(self) -> None:
        """Matches stand everywhere, also where the file is cut; some lines are longer than what is read beside."""
        time = len("2024-05-01 00:00:00 ")
        large = b"".join(
            line[:time] + b"x" * (i * 7919 % 60_000 if i % 97 == 0 else i % 50) + b" " + line[time:]
            for i, line in enumerate(log_of(30_000).splitlines(keepends=True))
        )
        self.assertGreater(len(large), 10_000_000)
        (self.folder / "large.log").write_bytes(large)
        streamed = run([*NDJSON], self.folder, stdin=large)
        self.assertEqual(len(matches(streamed.stdout)), 30_000)
        for threads in ("1", "2", "8"):
            done = run([*NDJSON, "--threads", threads, "large.log"], self.folder)
            self.assertEqual(done.stdout.replace(b'"source":"large.log"', b'"source":"-"'), streamed.stdout)

    def test_memory_does_not_grow_with_the_input(self) -> None:
        """In one process: what a start takes depends on whether the cache has the pack already."""
        block = b"2024-05-01 10:00:00 all is well, nothing to see here, move along please\n" * 20_000
        process = self.start([*NDJSON, "--threads", "2"])
        assert process.stdin

        def peak_after(blocks: int) -> int:
            assert process.stdin
            for _ in range(blocks):
                process.stdin.write(block)
            status = Path(f"/proc/{process.pid}/status").read_text()
            return int(status.split("VmHWM:")[1].split()[0])

        peak = peak_after(20)
        self.assertLess(peak_after(180) - peak, 4096, "kB more for ten times the input")
        process.stdin.close()
        self.assertEqual(process.wait(60), 0)


if __name__ == "__main__":
    unittest.main()
