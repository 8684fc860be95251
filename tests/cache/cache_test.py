"""The cache folder when processes are killed in the middle of it, and when many start at once.

Every answer is the right payload or a miss, whatever happened before.
"""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

USER = Path(os.environ["TELLTALE_BUILD_DIR"]) / "tests" / "cache" / "cache_user"
SCALE = int(os.environ.get("TELLTALE_TEST_SCALE", "1"))
KILLS = 200 * SCALE
STARTS = 50
KEYS = 3  # of cache_user.cc
LONGEST_LIFE = 0.03  # seconds: some ten stores


def is_sanitized() -> bool:
    program = USER.read_bytes()
    return b"__asan_init" in program or b"__tsan_init" in program


class CacheTest(unittest.TestCase):
    folder: Path

    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "cache"

    def run_user(self, word: str, folder: Path) -> list[str]:
        done = subprocess.run(
            [USER, word, folder], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.split()

    def kill_while_storing(self, folder: Path, seconds: float) -> None:
        with subprocess.Popen([USER, "store", folder], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            self.assertEqual(process.stdout.readline(), b"ready\n")
            time.sleep(seconds)
            self.assertIsNone(process.poll(), "it ended by itself")
            process.kill()

    def files(self, folder: Path, suffix: str) -> list[Path]:
        return [path for path in folder.iterdir() if path.suffix == suffix] if folder.is_dir() else []

    def test_kills_in_stores(self) -> None:
        lives = random.Random(15)
        verdicts: dict[str, int] = {}
        for _ in range(KILLS // (20 if is_sanitized() else 1)):
            self.kill_while_storing(self.folder, lives.uniform(0, LONGEST_LIFE))
            for verdict in self.run_user("load", self.folder):
                verdicts[verdict] = verdicts.get(verdict, 0) + 1
        self.assertLessEqual(set(verdicts), {"right", "miss"}, verdicts)
        # The kills met stores, and what they left goes when it is old.
        left = self.files(self.folder, ".tmp")
        self.assertNotEqual(left, [])
        two_hours_ago = time.time() - 7200
        for path in left:
            os.utime(path, (two_hours_ago, two_hours_ago))
        self.assertEqual(self.run_user("start", self.folder)[1:], ["right"] * KEYS)
        for path in self.files(self.folder, ".cache"):
            path.unlink()
        self.assertEqual(self.run_user("start", self.folder), ["stored", *["right"] * KEYS])
        self.assertEqual(self.files(self.folder, ".tmp"), [])

    def test_kills_in_the_first_store(self) -> None:
        """The secret is being made then: what is there afterwards is whole or nothing, and the next start goes on."""
        lives = random.Random(16)
        for number in range(KILLS // (40 if is_sanitized() else 2)):
            folder = self.folder / str(number)
            self.kill_while_storing(folder, lives.uniform(0, LONGEST_LIFE / 10))
            secrets = self.files(folder, ".key")
            before = [path.read_bytes() for path in secrets]
            self.assertIn([len(secret) for secret in before], ([], [32]))
            self.assertEqual(self.run_user("start", folder)[1:], ["right"] * KEYS)
            if before:
                self.assertEqual((folder / "telltale.key").read_bytes(), before[0])

    def start_many(self) -> list[list[str]]:
        """What STARTS processes say that start at once."""
        processes = [
            subprocess.Popen([USER, "start", self.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(STARTS)
        ]
        for process in processes:  # all of them are there; now they go
            assert process.stdin is not None
            process.stdin.close()
        outputs = []
        for process in processes:
            with process:
                assert process.stdout is not None
                outputs.append(process.stdout.read().split())
            self.assertEqual(process.returncode, 0)
        return outputs

    def test_many_first_starts_at_once(self) -> None:
        for output in self.start_many():
            self.assertIn(output[0], ("stored", "found"))
            self.assertEqual(output[1:], ["right"] * KEYS)
        self.assertEqual(len(self.files(self.folder, ".key")), 1)
        self.assertEqual(len(self.files(self.folder, ".cache")), KEYS)
        self.assertEqual(self.files(self.folder, ".tmp"), [])
        self.assertEqual(self.run_user("load", self.folder), ["right"] * KEYS)

    def test_many_starts_with_a_torn_secret(self) -> None:
        """Each replaces it, and what one stores between two replacements is lost; nothing else is."""
        self.run_user("start", self.folder)
        (self.folder / "telltale.key").write_bytes(b"torn")
        outputs = self.start_many()
        self.assertLessEqual({verdict for output in outputs for verdict in output[1:]}, {"right", "miss"})
        self.assertEqual(len((self.folder / "telltale.key").read_bytes()), 32)
        self.assertEqual(self.run_user("start", self.folder)[1:], ["right"] * KEYS)

    def test_what_is_torn_is_a_miss(self) -> None:
        """The helper sees what it should see: an entry cut short is no longer right."""
        self.assertEqual(self.run_user("start", self.folder), ["stored", *["right"] * KEYS])
        for path in self.files(self.folder, ".cache"):
            os.truncate(path, 500_000)
        self.assertEqual(self.run_user("load", self.folder), ["miss"] * KEYS)


if __name__ == "__main__":
    unittest.main()
