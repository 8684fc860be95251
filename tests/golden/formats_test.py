#!/usr/bin/env python3
"""All formats say the same, programs can read them, and places are right: checked with readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import os
import unittest
from collections import Counter
from pathlib import Path
from typing import Any

from golden import FolderTest, run

SOURCE = Path(os.environ.get("TELLTALE_SOURCE_DIR", Path(__file__).resolve().parents[2]))
CORPUS = SOURCE / "tests" / "corpus" / "webhook-dev.jsonl"
KEYS = (
    "v source record id line column begin end finding section signature role confidence owner fields title link".split()
)


class Formats(FolderTest):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        # Every case of the corpus as a file of its own, so that lines and columns can be checked.
        cases = cls.folder / "cases"
        cases.mkdir()
        for line in CORPUS.read_text("utf-8").splitlines():
            case = json.loads(line)
            (cases / f"{case['id']}.txt").write_bytes(case["text"].encode("utf-8", "surrogatepass"))

    def classify(self, kind: str, *more: str) -> bytes:
        done = run(["classify", "--format", kind, "--min-confidence", "low", *more], self.folder)
        self.assertIn(done.returncode, (0, 3), done.stderr)
        return done.stdout

    def ndjson(self, *more: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.classify("ndjson", *more).splitlines()]

    def test_ndjson_has_its_keys(self) -> None:
        found = self.ndjson("cases")
        self.assertGreater(len(found), 100)
        for match in found:
            self.assertEqual([key for key in match if key != "lossy"], KEYS)
            self.assertNotEqual(match["owner"], "")

    def test_places_are_those_of_the_file(self) -> None:
        for match in self.ndjson("cases"):
            text = (self.folder / match["source"]).read_bytes()
            self.assertLess(match["begin"], match["end"])
            self.assertLessEqual(match["end"], len(text))
            before = text[: match["begin"]]
            self.assertEqual(match["line"], before.count(b"\n") + 1, match)
            self.assertEqual(match["column"], len(before) - before.rfind(b"\n"), match)

    def test_json_csv_and_counts_say_the_same(self) -> None:
        found = self.ndjson("cases")
        whole = json.loads(self.classify("json", "cases"))
        self.assertEqual(whole["matches"], found)
        self.assertEqual(whole["counts"]["matches"], len(found))
        self.assertEqual(whole["counts"]["records"], len(list((self.folder / "cases").iterdir())))
        self.assertEqual(whole["counts"]["matched_records"], len({match["source"] for match in found}))
        rows = list(csv.DictReader(io.StringIO(self.classify("csv", "cases").decode())))
        self.assertEqual(len(rows), len(found))
        for row, match in zip(rows, found, strict=True):
            self.assertEqual(json.loads(row["fields"]), match["fields"])
            for key in ("source", "finding", "signature", "title", "link"):
                self.assertEqual(row[key], match[key])
            for key in ("line", "column", "begin", "end"):
                self.assertEqual(int(row[key]), match[key])
        summary = json.loads(self.classify("json", "--summary", "cases"))
        self.assertEqual(
            {(count["finding"], count["owner"]): count["matches"] for count in summary["findings"]},
            Counter((match["finding"], match["owner"]) for match in found),
        )
        self.assertEqual(
            {count["source"]: count["matches"] for count in summary["sources"]},
            Counter(match["source"] for match in found),
        )

    def test_records_say_the_same_as_files(self) -> None:
        files: dict[str, list[object]] = {}
        for match in self.ndjson("cases"):
            files.setdefault(Path(match["source"]).stem, []).append((match["finding"], match["begin"], match["end"]))
        records: dict[str, list[object]] = {}
        for match in self.ndjson("--id-field", "/id", str(CORPUS)):
            records.setdefault(match["id"], []).append((match["finding"], match["begin"], match["end"]))
        self.assertEqual(files, records)

    def sarif(self, *more: str) -> dict[str, Any]:
        log: dict[str, Any] = json.loads(self.classify("sarif", *more))
        self.assertEqual(log["version"], "2.1.0")
        run_: dict[str, Any] = log["runs"][0]
        return run_

    def test_sarif_has_what_code_scanning_wants(self) -> None:
        run_ = self.sarif("cases", "wide.log", "missing.log")
        rules = run_["tool"]["driver"]["rules"]
        self.assertEqual(len({rule["id"] for rule in rules}), len(rules))
        for rule in rules:
            for key in ("shortDescription", "fullDescription", "help"):
                self.assertGreater(len(rule[key]["text"]), 0, rule["id"])
            self.assertLessEqual(len(rule["fullDescription"]["text"]), 1024)
            self.assertIn(rule["properties"]["precision"], ("high", "medium"))
            self.assertRegex(rule["name"], r"^[A-Za-z0-9]+$")
        for result in run_["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            self.assertIn(result["level"], ("error", "warning", "note", "none"))
            self.assertRegex(result["partialFingerprints"]["primaryLocationLineHash"], r"^[0-9a-f]{16}:\d+$")
            self.assertNotRegex(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r"^/|[^!-~]")
        prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run_["results"]]
        self.assertEqual(len(set(prints)), len(prints))
        self.assertFalse(run_["invocations"][0]["executionSuccessful"])

    def test_sarif_regions_are_those_of_the_file(self) -> None:
        checked = 0
        for result in self.sarif("cases")["results"]:
            place = result["locations"][0]["physicalLocation"]
            region = place["region"]
            text = (self.folder / place["artifactLocation"]["uri"]).read_bytes().decode("utf-8", "surrogatepass")
            begin = self.offset(text, region["startLine"], region["startColumn"])
            end = self.offset(text, region["endLine"], region["endColumn"])
            span = text[begin:end].encode("utf-8", "surrogatepass")
            self.assertEqual(len(text[:begin].encode("utf-8", "surrogatepass")), region["byteOffset"], result)
            self.assertEqual(len(span), region["byteLength"], result)
            checked += 1
        self.assertGreater(checked, 100)

    @staticmethod
    def offset(text: str, line: int, column: int) -> int:
        """The character at a line and a column in UTF-16 units, both from 1."""
        begin = 0
        for _ in range(line - 1):
            begin = text.index("\n", begin) + 1
        units = column - 1
        while units > 0:
            units -= 2 if ord(text[begin]) > 0xFFFF else 1
            begin += 1
        return begin

    def test_tables_and_markdown_name_every_kind_of_finding(self) -> None:
        kinds = {(match["finding"], match["title"]) for match in self.ndjson("cases")}
        table = self.classify("table", "cases").decode()
        markdown = self.classify("markdown", "cases").decode()
        for finding, title in kinds:
            self.assertIn(f"  {finding}\n", table)
            self.assertIn(title, table)
            self.assertIn("### [", markdown)

    def test_engines_and_threads_never_change_an_answer(self) -> None:
        first = self.classify("ndjson", "cases", str(CORPUS))
        for more in (("--engine", "re2"), ("--threads", "1"), ("--threads", "7")):
            self.assertEqual(self.classify("ndjson", *more, "cases", str(CORPUS)), first, more)

    def test_doctor_names_what_it_runs_on(self) -> None:
        done = run(["doctor"], self.folder, NO_COLOR="1")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        for word in (
            "telltale",
            "engine",
            "reason",
            "patterns",
            "gate",
            "cache",
            "pack",
            "CPU",
            "zlib",
            "NO_COLOR",
            "TERM",
        ):
            self.assertRegex(done.stdout.decode(), rf"(?m)^{word}  +\S")
        names = [fact["name"] for fact in json.loads(run(["doctor", "--format", "json"], self.folder).stdout)]
        self.assertEqual(names[:3], ["telltale", "engine", "reason"])
        broken = run(["doctor", "--pack", "packs/broken"], self.folder)
        self.assertEqual(broken.returncode, 0)
        self.assertIn(b"cannot be used", broken.stdout)


if __name__ == "__main__":
    unittest.main()
