"""Checks values against the part of JSON Schema 2020-12 that rules/schema/ uses.

Small on purpose, and strict: a keyword that it does not know is an error of the schema, so that nothing in
rules/schema/ can go unchecked.
"""

import re
from collections.abc import Iterator
from typing import Any

ANNOTATIONS = {"$schema", "title", "description", "default", "$defs"}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
}


class SchemaError(Exception):
    """The schema itself is wrong."""


class Validator:
    """One folder of schemas; references between its files are FILE#/$defs/NAME."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self.schemas = schemas

    def errors(self, value: Any, file: str) -> list[str]:
        """What is wrong with a value, each with its JSON pointer; empty when it satisfies the schema of that file."""
        return list(self._check(value, self.schemas[file], file, ""))

    def _check(self, value: Any, schema: Any, file: str, at: str) -> Iterator[str]:
        if schema is True:
            return
        if schema is False:
            yield f"{at}: not allowed"
            return
        for keyword, rule in schema.items():
            if keyword in ANNOTATIONS or keyword in {"then", "else", "additionalProperties"}:
                continue  # the last three belong to another keyword
            check = getattr(self, "_" + keyword.replace("$", ""), None)
            if check is None:
                raise SchemaError(f"{file}: unknown keyword {keyword}")
            yield from check(value, rule, schema, file, at)
        if "additionalProperties" in schema:
            yield from self._additional(value, schema, file, at)

    def _ref(self, value: Any, rule: str, _schema: Any, file: str, at: str) -> Iterator[str]:
        target, _, pointer = rule.partition("#/")
        file = target or file
        schema = self.schemas[file]
        for step in pointer.split("/"):
            schema = schema[step]
        yield from self._check(value, schema, file, at)

    def _type(self, value: Any, rule: str, _schema: Any, _file: str, at: str) -> Iterator[str]:
        good = isinstance(value, TYPES[rule]) and (rule == "boolean" or not isinstance(value, bool))
        if not good:
            yield f"{at}: must be of type {rule}"

    def _const(self, value: Any, rule: Any, _schema: Any, _file: str, at: str) -> Iterator[str]:
        if value != rule or isinstance(value, bool) != isinstance(rule, bool):
            yield f"{at}: must be {rule!r}"

    def _enum(self, value: Any, rule: list[Any], _schema: Any, _file: str, at: str) -> Iterator[str]:
        if value not in rule:
            yield f"{at}: must be one of {rule}"

    def _pattern(self, value: Any, rule: str, _schema: Any, _file: str, at: str) -> Iterator[str]:
        if isinstance(value, str) and re.search(rule, value) is None:
            yield f"{at}: must match {rule}"

    def _minimum(self, value: Any, rule: int, _schema: Any, _file: str, at: str) -> Iterator[str]:
        if isinstance(value, int | float) and value < rule:
            yield f"{at}: must be at least {rule}"

    def _maximum(self, value: Any, rule: int, _schema: Any, _file: str, at: str) -> Iterator[str]:
        if isinstance(value, int | float) and value > rule:
            yield f"{at}: must be at most {rule}"

    def _minItems(self, value: Any, rule: int, _schema: Any, _file: str, at: str) -> Iterator[str]:  # noqa: N802
        if isinstance(value, list) and len(value) < rule:
            yield f"{at}: must have {rule} elements or more"

    def _items(self, value: Any, rule: Any, _schema: Any, file: str, at: str) -> Iterator[str]:
        for i, element in enumerate(value if isinstance(value, list) else []):
            yield from self._check(element, rule, file, f"{at}/{i}")

    def _required(self, value: Any, rule: list[str], _schema: Any, _file: str, at: str) -> Iterator[str]:
        for key in rule if isinstance(value, dict) else []:
            if key not in value:
                yield f"{at}: needs the key {key}"

    def _properties(self, value: Any, rule: dict[str, Any], _schema: Any, file: str, at: str) -> Iterator[str]:
        for key, schema in rule.items() if isinstance(value, dict) else []:
            if key in value:
                yield from self._check(value[key], schema, file, f"{at}/{key}")

    def _patternProperties(  # noqa: N802
        self, value: Any, rule: dict[str, Any], _schema: Any, file: str, at: str
    ) -> Iterator[str]:
        for pattern, schema in rule.items() if isinstance(value, dict) else []:
            for key in value:
                if re.search(pattern, key):
                    yield from self._check(value[key], schema, file, f"{at}/{key}")

    def _propertyNames(self, value: Any, rule: Any, _schema: Any, file: str, at: str) -> Iterator[str]:  # noqa: N802
        for key in value if isinstance(value, dict) else []:
            yield from self._check(key, rule, file, f"{at}/{key}")

    def _additional(self, value: Any, schema: Any, file: str, at: str) -> Iterator[str]:
        for key in value if isinstance(value, dict) else []:
            named = key in schema.get("properties", {})
            if not named and not any(re.search(pattern, key) for pattern in schema.get("patternProperties", {})):
                yield from self._check(value[key], schema["additionalProperties"], file, f"{at}/{key}")

    def _allOf(self, value: Any, rule: list[Any], _schema: Any, file: str, at: str) -> Iterator[str]:  # noqa: N802
        for schema in rule:
            yield from self._check(value, schema, file, at)

    def _not(self, value: Any, rule: Any, _schema: Any, file: str, at: str) -> Iterator[str]:
        if not list(self._check(value, rule, file, at)):
            yield f"{at}: must not be {rule}"

    def _if(self, value: Any, rule: Any, schema: Any, file: str, at: str) -> Iterator[str]:
        branch = "else" if list(self._check(value, rule, file, at)) else "then"
        yield from self._check(value, schema.get(branch, True), file, at)
