"""Reads every include of the tree and says which one breaks the order of the layers.

    base <- pack <- engine <- gate <- text <- classify <- diagnose <- report <- c_api, cli, bindings, bench

A file includes from its own layer and from those to the left. Further rules, one function each below:
public headers name no third-party header, hs.h and RE2 appear in engine alone, sodium.h in base alone, nlohmann/json in
pack and report alone, C ABI, command and bindings see public headers only, and hs_scan() is called in one place.

usage: check_layers.py ROOT
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

LAYERS = ["base", "pack", "engine", "gate", "text", "classify", "diagnose", "report"]

# Who may include the headers of a library of others. Every other third-party header is free in cli, bench and bindings.
THIRD_PARTY_HOMES = {
    "hs": {"engine"},
    "sodium": {"base"},
    "re2": {"engine"},
    "nlohmann": {"pack", "report"},
}

# Everything that a header of the standard library or of the system is called; what is left is third-party.
STANDARD = re.compile(r"[a-z_0-9]+|(sys|linux|arpa|netinet)/[a-z_0-9]+\.h|[a-z0-9]*intrin\.h|cpuid\.h")
C_HEADERS = {
    *("assert errno fcntl inttypes limits locale math signal stdarg stdbool stddef stdint stdio stdlib string").split(),
    *("strings time unistd dirent dlfcn elf link poll pthread pwd sched termios wchar").split(),
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)
SOURCES = {".cc", ".h", ".in", ".cpp", ".c"}


@dataclass(frozen=True)
class Include:
    """One include line: in which file and line, of what, and whether in angle brackets."""

    file: Path
    line: int
    target: str
    angled: bool

    def where(self) -> str:
        return f"{self.file}:{self.line}"


def sources(root: Path, *folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SOURCES and path.is_file():
                yield path


def includes(root: Path, *folders: str) -> Iterator[Include]:
    for path in sources(root, *folders):
        text = path.read_text(encoding="utf-8")
        for found in INCLUDE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield Include(path.relative_to(root), line, found.group(2), found.group(1) == "<")


def layer_of(file: Path) -> str | None:
    """The layer of a file of lib/; None for one that stands above them all (lib/c_api.cc)."""
    return file.parts[1] if len(file.parts) > 2 and file.parts[1] in LAYERS else None


def is_internal(root: Path, target: str) -> bool:
    return target.split("/")[0] in LAYERS or ((root / "lib" / target).is_file() and "/" in target)


def third_party(include: Include) -> str | None:
    """The name of the library whose header it is; None for the standard library, the system and our own."""
    target = include.target
    if target.startswith("telltale/") or not include.angled:
        known = re.match(r"(hs|re2|nlohmann|sodium)\b", target)
        return known.group(1) if known else None
    if STANDARD.fullmatch(target) or (target.endswith(".h") and target[:-2] in C_HEADERS):
        return None
    return re.split(r"[/.]", target)[0]


def upward_includes(root: Path) -> Iterator[str]:
    for include in includes(root, "lib"):
        here, there = layer_of(include.file), include.target.split("/")[0]
        if include.angled or here is None or there not in LAYERS:
            continue
        if LAYERS.index(there) > LAYERS.index(here):
            yield f"{include.where()}: {here} includes {include.target}, which is a layer above it"


def unknown_layers(root: Path) -> Iterator[str]:
    for path in sources(root, "lib"):
        file = path.relative_to(root)
        if len(file.parts) > 2 and layer_of(file) is None:
            yield f"{file}:1: lib/{file.parts[1]} is no layer that LAYERS of check_layers.py knows"


def third_party_in_public_headers(root: Path) -> Iterator[str]:
    for include in includes(root, "include"):
        name = third_party(include)
        if name is not None:
            yield f"{include.where()}: a public header includes {include.target} of {name}"
        if is_internal(root, include.target):
            yield f"{include.where()}: a public header includes the internal {include.target}"


def third_party_out_of_its_home(root: Path) -> Iterator[str]:
    for include in includes(root, "lib", "cli", "bench", "bindings"):
        name = third_party(include)
        home = THIRD_PARTY_HOMES.get(name) if name is not None else None
        if home is None:
            continue
        layer = layer_of(include.file)
        if layer not in home:
            yield f"{include.where()}: {include.target} outside lib/{' and lib/'.join(sorted(home))}"


def other_third_party_in_lib(root: Path) -> Iterator[str]:
    for include in includes(root, "lib"):
        name = third_party(include)
        if name is not None and name not in THIRD_PARTY_HOMES:
            yield f"{include.where()}: the library includes {include.target}, a dependency that nobody agreed on"


def internal_headers_outside(root: Path) -> Iterator[str]:
    above = (include for include in includes(root, "lib") if len(include.file.parts) == 2)  # lib/c_api.cc
    for include in chain(includes(root, "cli", "bindings", "examples"), above):
        if is_internal(root, include.target):
            yield (
                f"{include.where()}: {include.target} is internal; "
                "the C ABI, command, bindings and examples use public headers"
            )


def second_scan_call(root: Path) -> Iterator[str]:
    calls = []
    for path in sources(root, "include", "lib", "cli", "bench", "bindings"):
        text = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), path.read_text(encoding="utf-8"))
        for found in re.finditer(r"\bhs_scan\s*\(", text):
            calls.append(f"{path.relative_to(root)}:{text.count(chr(10), 0, found.start()) + 1}")
    for call in calls[1:]:
        yield f"{call}: a second call of hs_scan(); the first is at {calls[0]}"


RULES = [
    unknown_layers,
    upward_includes,
    third_party_in_public_headers,
    third_party_out_of_its_home,
    other_third_party_in_lib,
    internal_headers_outside,
    second_scan_call,
]


def problems(root: Path) -> list[str]:
    return [problem for rule in RULES for problem in rule(root)]


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    found = problems(Path(sys.argv[1]))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
