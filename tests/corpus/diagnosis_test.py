"""telltale diagnose on labelled scenarios: the floors, and what must hold of every case.

A scenario is a document or a folder of files, with what a careful reader of the guide says of it. diagnosis-dev,
-guide and -field have been learnt from; nobody has looked at diagnosis-fresh while working on the rules.
"""

import json
import os
import random
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any

Json = dict[str, Any]

TELLTALE = os.environ["TELLTALE"]
HERE = Path(__file__).parent
ROOT = Path(os.environ.get("TELLTALE_SOURCE_DIR", HERE.parents[1]))
RULES = ROOT / "rules" / "cert-manager-webhook"

# Of all points that the scenarios ask for.
FLOORS = {"cause": 0.97, "next": 0.97, "evidence": 0.97, "root": 0.97, "healthy": 0.97, "no_wrong_cause": 0.97}


def scenarios() -> list[Json]:
    found = []
    for path in sorted(HERE.glob("diagnosis-*.jsonl")):
        found += [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return found


def files_of(scenario: Json) -> dict[str, str]:
    files: dict[str, str] = scenario.get("files") or {"paste.txt": scenario["text"]}
    return files


def diagnose(files: dict[str, str], *options: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            target = Path(folder, "case", name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        command = [TELLTALE, "diagnose", *options, "case"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return done.stdout


def as_json(files: dict[str, str]) -> Json:
    answer: Json = json.loads(diagnose(files, "--format", "json"))
    return answer


def last(identifier: str, parts: int = 1) -> str:
    return "/".join(identifier.split("/")[-parts:])


def judge(scenario: Json, answer: Json) -> dict[str, bool]:
    """The points that the scenario asks for, and whether each is right."""
    sections = [last(s["id"]) for s in answer["sections"]]
    causes = [last(c["id"], 2) for c in answer["causes"] if c["state"] != "excluded"]
    decided = {last(c["id"], 2) for c in answer["causes"] if c["state"] == "decided"}
    wanted = [scenario["cause"]] if scenario["cause"] else []
    right = wanted + scenario["causes_ok"]
    if wanted and wanted[0].endswith("/unknown"):
        right += [c for c in causes if c.split("/")[0] == wanted[0].split("/")[0]]
    points = {"healthy": answer["healthy"] == scenario["healthy"]}
    if scenario["sections"]:
        points["root"] = sections[:1] == scenario["sections"][:1] and set(scenario["sections"]) <= set(sections)
    if wanted:
        points["cause"] = bool(causes) and causes[0] in right
    else:
        points["cause"] = not decided - set(right) and (not right or not causes or causes[0] in right)
    if scenario["causes_wrong"]:
        wrong = set(scenario["causes_wrong"])
        points["no_wrong_cause"] = not decided & wrong and not (causes and causes[0] in wrong)
    if scenario["next_ok"]:
        points["next"] = bool(answer["next"]) and answer["next"][0]["step"] in scenario["next_ok"]
    if scenario["evidence"]:
        points["evidence"] = set(scenario["evidence"]) <= {last(e) for e in answer["evidence"]}
    if scenario["owner"]:
        points["owner"] = answer["owner"] not in (None, "unknown", "cert-manager")
    return points


class DiagnosisCorpus(unittest.TestCase):
    scenarios: list[Json]
    answers: dict[str, Json]

    @classmethod
    def setUpClass(cls) -> None:
        cls.scenarios = scenarios()
        cls.answers = {s["id"]: as_json(files_of(s)) for s in cls.scenarios}

    def test_keeps_the_floors(self) -> None:
        asked: dict[str, int] = {}
        right: dict[str, int] = {}
        for scenario in self.scenarios:
            points = judge(scenario, self.answers[scenario["id"]])
            for point, good in points.items():
                asked[point] = asked.get(point, 0) + 1
                right[point] = right.get(point, 0) + good
            if not all(points.values()):
                print(scenario["id"], [p for p, good in points.items() if not good], flush=True)
        figures = ", ".join(f"{point} {right[point]}/{asked[point]}" for point in asked)
        print(f"note: diagnosis: {len(self.scenarios)} scenarios, {figures}", flush=True)
        self.assertGreater(len(self.scenarios), 100)
        for point, floor in FLOORS.items():
            with self.subTest(point):
                self.assertGreaterEqual(right[point] / asked[point], floor)

    def test_every_cause_is_reached_and_every_step_is_asked_for(self) -> None:
        causes = {last(c["id"], 2) for answer in self.answers.values() for c in answer["causes"][:1]}
        steps = {step["step"] for answer in self.answers.values() for step in answer["next"]}
        rules = json.loads((RULES / "diagnosis.json").read_text("utf-8"))
        known = {f"{s['section']}/{c['cause']}" for s in rules["sections"] for c in s["causes"]}
        listed = {step["id"] for step in json.loads((RULES / "steps.json").read_text("utf-8"))["steps"]}
        self.assertEqual(known - causes, set())
        self.assertEqual(listed - steps, set())

    def test_every_line_of_every_walk_is_walked(self) -> None:
        walked = set()
        for answer in self.answers.values():
            for section in answer["sections"]:
                walked |= {(last(section["id"]), step["step"]) for step in answer["next"]}
        rules = json.loads((RULES / "diagnosis.json").read_text("utf-8"))
        lines = {(s["section"], line["step"]) for s in rules["sections"] for line in s["walk"] if "step" in line}
        self.assertEqual(sorted(lines - walked), [])

    def test_the_order_of_files_does_not_matter(self) -> None:
        shuffled = random.Random(7)
        for scenario in self.scenarios:
            if "files" not in scenario:
                continue
            with tempfile.TemporaryDirectory() as folder:
                names = list(scenario["files"])
                for i, name in enumerate(names):
                    Path(folder, f"{i}.txt").write_text(scenario["files"][name], encoding="utf-8")
                paths = [f"{i}.txt" for i in range(len(names))]
                outputs = set()
                for _ in range(3):
                    command = [TELLTALE, "diagnose", "--format", "json", *paths]
                    outputs.add(subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout)
                    shuffled.shuffle(paths)
            with self.subTest(scenario["id"]):
                self.assertEqual(len(outputs), 1)

    def test_more_evidence_does_not_undecide(self) -> None:
        """What says nothing of the cause, or what says the same once more, beside a case that is decided."""
        bystander = (
            "NAME                    READY   STATUS    RESTARTS   AGE\n"
            "shop-7f788c5b6-mspnt    0/1     Running   0          2d\n\n"
            "NAME   ENDPOINTS   AGE\nshop   <none>      2d\n\n"
            "I0608 10:00:00.000000 1 main.go:1] \"failed to determine ca data source for injectable\"\n"
        )
        tried = 0
        for scenario in self.scenarios:
            first = self.answers[scenario["id"]]["causes"][:1]
            if not first or first[0]["state"] != "decided":
                continue
            tried += 1
            files = files_of(scenario)
            again = dict(files) | {f"again/{name}": text for name, text in files.items()}
            for more in (dict(files) | {"more.txt": bystander}, again):
                now = as_json(more)["causes"][0]
                with self.subTest(scenario["id"]):
                    self.assertEqual((now["id"], now["state"]), (first[0]["id"], "decided"))
        self.assertGreater(tried, 20)

    def test_the_pages_are_written_in_both_languages(self) -> None:
        for scenario in self.scenarios[:40]:
            for language in ("en", "ja"):
                for form in ("page", "markdown"):
                    page = diagnose(files_of(scenario), "--lang", language, "--format", form)
                    self.assertTrue(page.strip())
                    self.assertNotRegex(page, "[\x00-\x08\x0b-\x1f\x7f]")
                    self.assertNotIn("{namespace}", page)


if __name__ == "__main__":
    unittest.main()
