"""What README and headers show is what the examples are, and the examples say what they promise."""

import json
import os
import re
import subprocess
import unittest
from pathlib import Path

TELLTALE = os.environ["TELLTALE"]
SOURCE_DIR = Path(os.environ.get("TELLTALE_SOURCE_DIR", Path(__file__).parents[2]))
TEXTS = SOURCE_DIR / "examples" / "texts"

# The symptoms of each text with their owners, and the evidence that must be among what is found.
EXPECTED: dict[str, set[tuple[str, str | None]]] = {
    "cainjector-log.txt": {("x509-unknown-authority/cainjector-secret-missing", None)},
    "clean-log.txt": set(),
    "controller-json-log.txt": {("x509-expired", "cert-manager")},
    "guide-layout.txt": {("x509-unknown-authority", "cert-manager")},
    "kubectl-apply.txt": {("connection-refused", "cert-manager")},
    "kyverno.txt": {("connection-refused", "kyverno")},
    "slack-thread.txt": {("context-deadline-exceeded", "cert-manager"), ("io-timeout", "cert-manager")},
    "terraform-box.txt": {("no-endpoints", "cert-manager")},
    "thread-refused.txt": {("connection-refused", "cert-manager"), ("connection-refused/webhook-healthz-port", None)},
}


def read(name: str) -> str:
    return (SOURCE_DIR / name).read_text(encoding="utf-8")


class Quotes(unittest.TestCase):
    """The ten lines of C++ stand in three places and are the same in all."""

    def setUp(self) -> None:
        self.program = read("examples/embed/main.cc").strip()

    def test_readme(self) -> None:
        blocks = re.findall(r"^```cpp\n(.*?)^```$", read("README.md"), re.MULTILINE | re.DOTALL)
        self.assertIn(self.program, [block.strip() for block in blocks])

    def test_umbrella_header(self) -> None:
        comment = read("include/telltale/telltale.h").split("#ifndef")[0]
        lines = [line.removeprefix("//").removeprefix("   ") for line in comment.splitlines()]
        self.assertIn(self.program, "\n".join(lines))


class QuotesInC(unittest.TestCase):
    """What README shows of C is a part of the example."""

    def test_readme(self) -> None:
        program = read("examples/c/main.c")
        blocks = re.findall(r"^```c\n(.*?)^```$", read("README.md"), re.MULTILINE | re.DOTALL)
        self.assertEqual(len(blocks), 1)
        self.assertIn(blocks[0], program)


class Texts(unittest.TestCase):
    def test_each_text_is_expected(self) -> None:
        self.assertEqual({path.name for path in TEXTS.iterdir()}, set(EXPECTED))

    def test_each_text_says_what_it_promises(self) -> None:
        for name, expected in EXPECTED.items():
            command = [TELLTALE, "classify", "--format", "ndjson", str(TEXTS / name)]
            done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
            matches = [json.loads(line) for line in done.stdout.splitlines()]
            with self.subTest(name):
                found = {(match["finding"].split("/", 1)[1], match["owner"] or None) for match in matches}
                symptoms = {
                    (match["finding"].split("/", 1)[1], match["owner"] or None)
                    for match in matches
                    if match["role"] == "symptom"
                }
                self.assertEqual(expected - found, set())
                self.assertEqual(symptoms - expected, set())


if __name__ == "__main__":
    unittest.main()
