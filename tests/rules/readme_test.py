"""rules/README.md says what the command says: its worked example is done here, step by step, in a copy of the pack."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any

ROOT = Path(os.environ.get("TELLTALE_SOURCE_DIR", Path(__file__).parents[2]))
README = (ROOT / "rules" / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
PACK = "rules/cert-manager-webhook"
SECTION = f"{PACK}/sections/beyond-the-guide.json"


class WorkedExample(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        shutil.copytree(ROOT / PACK, self.folder / PACK)
        texts = [text for language, text in BLOCKS if not language]
        self.line, self.problems = texts[1], texts[2]
        (self.folder / "line.txt").write_text(self.line, "utf-8")
        finding, signature, better = (text for language, text in BLOCKS if language == "json")
        self.finding, self.signature = json.loads(finding), json.loads(signature)
        self.better = json.loads("{" + better + "}")

    def telltale(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [os.environ["TELLTALE"], *arguments]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)

    def add(self, key: str, value: dict[str, Any]) -> None:
        path = self.folder / SECTION
        section = json.loads(path.read_text("utf-8"))
        section[key] = [one for one in section[key] if one["id"] != value["id"]] + [value]
        path.write_text(json.dumps(section, indent=2, ensure_ascii=False), "utf-8")

    def findings(self) -> list[str]:
        out = self.telltale("classify", "--format", "ndjson", "--pack", f"./{PACK}", "line.txt").stdout
        return [json.loads(line)["finding"] for line in out.splitlines()]

    def test_step_by_step(self) -> None:
        self.assertEqual(self.findings(), ["cert-manager-webhook/beyond-the-guide/other-reason"])

        self.add("findings", self.finding)
        self.add("signatures", self.signature)
        checked = self.telltale("rules", "check", PACK)
        self.assertEqual(checked.returncode, 1, checked.stderr)
        self.assert_says(checked.stdout, self.problems)
        for code in ("missing-example", "missing-counter-example"):
            self.assertIn(f"[{code}]", checked.stdout)

        better = self.signature | self.better
        del better["example"]
        self.add("signatures", better)
        checked = self.telltale("rules", "check", PACK)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        tested = self.telltale("rules", "test", PACK)
        self.assertEqual(tested.returncode, 0, tested.stdout)
        self.assertEqual(self.findings(), ["cert-manager-webhook/beyond-the-guide/too-many-open-files"])

    def assert_says(self, said: str, quoted: str) -> None:
        """Every problem that is quoted is said so, at whatever line and index the pack has it by now."""

        def without_numbers(text: str) -> str:
            return re.sub(r"json:\d+:\d+:|/signatures/\d+", "", text)

        for problem in re.split(r"\n(?=rules/)", quoted.strip()):
            self.assertIn(without_numbers(problem), without_numbers(said))


if __name__ == "__main__":
    unittest.main()
