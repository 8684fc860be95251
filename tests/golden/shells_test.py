#!/usr/bin/env python3
"""Completion scripts are taken by their shells and complete; man pages are made for every command."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from golden import environment, run


def completions(line: str, folder: Path) -> set[str]:
    """What bash offers behind `line`."""
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    script = f"""
        source <(telltale completion bash)
        COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}
        _telltale
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment(), capture_output=True, text=True, timeout=60, check=True
    )
    return {word for word in done.stdout.split("\n") if word}


class Shells(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        (self.folder / "a.log").touch()
        (self.folder / "logs").mkdir()

    def script(self, shell: str) -> str:
        done = run(["completion", shell], self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return done.stdout.decode()

    def test_bash_completes(self) -> None:
        commands = {"classify", "diagnose", "explain", "rules", "doctor", "completion", "help"}
        self.assertEqual(completions("telltale ", self.folder), commands)
        self.assertEqual(completions("telltale cl", self.folder), {"classify"})
        self.assertEqual(completions("telltale rules ", self.folder), {"list", "show", "check", "test"})
        self.assertEqual(completions("telltale rules check --f", self.folder), {"--format"})
        self.assertEqual(completions("telltale rules check --format ", self.folder), {"text", "json"})
        self.assertEqual(completions("telltale classify --format s", self.folder), {"sarif"})
        self.assertEqual(completions("telltale classify --min-confidence ", self.folder), {"low", "medium", "high"})
        self.assertEqual(completions("telltale classify --pack ", self.folder), {"logs"})
        self.assertEqual(completions("telltale classify ", self.folder), {"a.log", "logs"})
        self.assertEqual(completions("telltale classify --format json a", self.folder), {"a.log"})
        self.assertEqual(completions("telltale completion ", self.folder), {"bash", "zsh", "fish"})
        self.assertEqual(completions("telltale diagnose --lang ", self.folder), {"en", "ja"})
        self.assertIn("--files-from", completions("telltale classify --", self.folder))

    def test_scripts_parse(self) -> None:
        for shell, check in (("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])):
            script = self.script(shell)
            for word in ("classify", "min-confidence", "sarif", "rules", "check"):
                self.assertIn(word, script, shell)
            if shutil.which(shell) is None:
                print(f"{shell} is not installed: its script is not parsed")
                continue
            path = self.folder / f"script.{shell}"
            path.write_text(script)
            done = subprocess.run([shell, *check, str(path)], capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""), shell)

    def test_man_pages(self) -> None:
        done = run(["help", "--man-directory", "man1"], self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        pages = {path.name for path in (self.folder / "man1").iterdir()}
        names = ["", "-classify", "-diagnose", "-explain", "-doctor", "-completion", "-help"]
        names += ["-rules", "-rules-list", "-rules-show", "-rules-check", "-rules-test"]
        self.assertEqual(pages, {f"telltale{name}.1" for name in names})
        page = (self.folder / "man1" / "telltale-classify.1").read_text()
        self.assertEqual(run(["help", "--man", "classify"], self.folder).stdout.decode(), page)
        for heading in ("NAME", "SYNOPSIS", "ARGUMENTS", "OPTIONS", "NOTES", "SEE ALSO"):
            self.assertIn(f".SH {heading}\n", page)
        self.assertIn("\\fB\\-\\-min\\-confidence\\fR", page)
        if shutil.which("groff") is None:
            print("groff is not installed: man pages are not formatted")
            return
        for path in (self.folder / "man1").iterdir():
            done2 = subprocess.run(
                ["groff", "-man", "-ww", "-z", "-Tutf8", str(path)],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            self.assertEqual((done2.returncode, done2.stderr), (0, ""), path.name)


if __name__ == "__main__":
    unittest.main()
