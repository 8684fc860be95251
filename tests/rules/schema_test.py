"""The schema for editors says the same as the loader: on the packs of the project and on every case of good/ and bad/.

What the loader says of the cases is proved by pack_cases_test.cc; each case says what the schema must say.
"""

import json
import os
import unittest
from pathlib import Path
from typing import Any

from json_schema import SchemaError, Validator

ROOT = Path(os.environ.get("TELLTALE_SOURCE_DIR", Path(__file__).parents[2]))
SCHEMAS = ROOT / "rules" / "schema"
RULES = ROOT / "tests" / "rules"
FOLDERS = {"sections": "section.schema.json", "evidence": "evidence.schema.json"}

Files = dict[str, str]


def load_validator() -> Validator:
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.schema.json")}
    return Validator(schemas)


def schema_of(path: str) -> str:
    """The schema of a file, by its path in the pack."""
    return FOLDERS[path.split("/")[0]] if "/" in path else path.replace(".json", ".schema.json")


def read_files(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.json"))}


class Case:
    """A pack that differs from the one in base/: pack_case.h tells the format."""

    def __init__(self, path: Path, base: Files) -> None:
        self.files = dict(base)
        self.changed: list[str] = []
        self.schema = ""
        self._file = ""
        self._old: list[str] = []
        self._new: list[str] = []
        for line in path.read_text("utf-8").splitlines():
            if line == "expect":
                break
            self._take(line)
        self._apply()

    def _take(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "schema:":
            self.schema = rest
        elif word == "edit":
            self._apply()
            self._file = rest
        elif word == "remove":
            self._apply()
            del self.files[rest]
        elif word == "-":
            self._old.append(rest)
        elif word == "+":
            self._new.append(rest)

    def _apply(self) -> None:
        old, new = "\n".join(self._old), "\n".join(self._new)
        if self._file:
            self.files[self._file] = self.files[self._file].replace(old, new) if old else new
            self.changed.append(self._file)
        self._file, self._old, self._new = "", [], []


class SchemaTest(unittest.TestCase):
    validator = load_validator()

    def errors(self, files: Files) -> list[str]:
        found = []
        for path, content in files.items():
            found += [f"{path}{error}" for error in self.validator.errors(json.loads(content), schema_of(path))]
        return found

    def test_packs_of_the_project_satisfy_it(self) -> None:
        packs = sorted(path.parent for path in (ROOT / "rules").glob("*/pack.json"))
        self.assertTrue(packs)
        for pack in packs:
            files = read_files(pack)
            self.assertGreater(len(files), 1)
            self.assertEqual(self.errors(files), [], pack.name)

    def test_every_kind_of_file_has_one(self) -> None:
        kinds = {schema_of(path) for path in read_files(RULES / "base")}
        self.assertEqual(set(self.validator.schemas), kinds | {"common.schema.json"})

    def test_it_says_of_each_case_what_the_case_says(self) -> None:
        base = read_files(RULES / "base")
        self.assertEqual(self.errors(base), [])
        said = {"refuses": 0, "accepts": 0, "unread": 0}
        for path in sorted(RULES.glob("*/*.case")):
            with self.subTest(case=path.stem):
                case = Case(path, base)
                self.assertIn(case.schema, said)
                self.assertEqual(self.answer(case), case.schema)
                said[case.schema] += 1
        self.assertGreater(min(said.values()), 5, "each answer is given by several cases")

    def answer(self, case: Case) -> str:
        try:
            return "refuses" if self.errors(case.files) else "accepts"
        except json.JSONDecodeError:
            return "unread"

    def test_loader_refuses_what_it_refuses(self) -> None:
        for path in sorted(RULES.glob("*/*.case")):
            text = path.read_text("utf-8")
            if "\nschema: refuses\n" in text:
                self.assertIn(": error: ", text.split("\nexpect\n")[1], path.stem)


# A schema, values that satisfy it, values that do not.
KEYWORDS: list[tuple[Any, list[Any], list[Any]]] = [
    ({"type": "object"}, [{}], [[], "a", None]),
    ({"type": "array"}, [[]], [{}, 1]),
    ({"type": "string"}, [""], [1, None]),
    ({"type": "integer"}, [0, -1], [1.5, True, "1"]),
    ({"type": "boolean"}, [True, False], [0, 1, "true"]),
    ({"const": 1}, [1], [2, True, "1"]),
    ({"enum": ["a", "b"]}, ["a", "b"], ["c", 1]),
    ({"pattern": "^a+$"}, ["a", "aa", 7], ["b", ""]),
    ({"minimum": 1, "maximum": 3}, [1, 3, "a"], [0, 4]),
    ({"minItems": 1}, [[1], "a"], [[]]),
    ({"items": {"type": "string"}}, [[], ["a"], 1], [[1], ["a", None]]),
    ({"required": ["a"]}, [{"a": 1}, 1], [{}]),
    ({"properties": {"a": {"type": "string"}}}, [{}, {"a": "b"}, {"b": 1}], [{"a": 1}]),
    ({"properties": {"a": False}}, [{}], [{"a": 1}]),
    ({"patternProperties": {"^x-": {"type": "string"}}}, [{"x-a": "b"}, {"a": 1}], [{"x-a": 1}]),
    ({"propertyNames": {"pattern": "^[A-Z]+$"}}, [{"A": 1}], [{"a": 1}]),
    ({"properties": {"a": True}, "additionalProperties": False}, [{"a": 1}], [{"b": 1}]),
    ({"patternProperties": {"^x-": True}, "additionalProperties": {"type": "string"}}, [{"x-a": 1}], [{"a": 1}]),
    ({"allOf": [{"type": "string"}, {"pattern": "a"}]}, ["a"], ["b", 1]),
    ({"not": {"const": 1}}, [2], [1]),
    (
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}},
        [{"a": 1, "b": 1}, {"c": 1}],
        [{"a": 1, "c": 1}, {"b": 1}],
    ),
    ({"$ref": "#/$defs/t", "$defs": {"t": {"type": "string"}}}, ["a"], [1]),
    ({"$ref": "other.json#/$defs/t"}, [1], ["a"]),
]


class ValidatorTest(unittest.TestCase):
    """The validator is hand-written: every keyword is seen to accept and to refuse."""

    def test_keywords(self) -> None:
        for schema, good, bad in KEYWORDS:
            validator = Validator({"s.json": schema, "other.json": {"$defs": {"t": {"type": "integer"}}}})
            for value in good:
                self.assertEqual(validator.errors(value, "s.json"), [], (schema, value))
            for value in bad:
                self.assertNotEqual(validator.errors(value, "s.json"), [], (schema, value))

    def test_an_unknown_keyword_is_an_error(self) -> None:
        with self.assertRaises(SchemaError):
            Validator({"s.json": {"maxLength": 3}}).errors("a", "s.json")


if __name__ == "__main__":
    unittest.main()
