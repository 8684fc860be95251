"""The package as it is installed: small, typed, quick to import, and documented by examples that run."""

from __future__ import annotations

import doctest
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import telltale
from samples import ROOT, SOURCE, needs

FOLDER = Path(telltale.__file__).parent


def test_it_is_the_installed_one() -> None:
    assert ROOT / "bindings" not in FOLDER.parents
    assert importlib.metadata.version("telltale") == telltale.__version__
    assert not importlib.metadata.requires("telltale")


def test_wheel_holds_the_package_alone() -> None:
    files = importlib.metadata.files("telltale")
    assert files is not None
    tops = {file.parts[0] for file in files if "telltale-" not in file.parts[0] and file.name != "telltale"}
    assert tops in ({"telltale"}, {"telltale", "telltale.libs"})
    names = {path.name for path in FOLDER.iterdir()}
    assert {"py.typed", "_core.pyi", "__init__.py"} < names
    assert len([name for name in names if name.startswith("_core.") and name.endswith(".so")]) == 1


def test_source_distribution_is_whole() -> None:
    """The module was built of it; so can be the libraries that check.sh takes from another build, and tests be run."""
    with tarfile.open(SOURCE) as archive:
        packed = {
            member.name.partition("/")[2]: stream.read()
            for member in archive
            if (stream := archive.extractfile(member)) is not None
        }
    folders = ("include", "lib", "cli", "cmake", "rules", "bindings/python", "examples/python", "tests/corpus")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files = [path for path in files if "__pycache__" not in path.parts]
    files += [ROOT / name for name in ("CMakeLists.txt", "LICENSE", "pyproject.toml", "bindings/python/README.md")]
    assert len(files) > 300
    assert [path for path in files if packed.get(str(path.relative_to(ROOT))) != path.read_bytes()] == []


def test_engines_come_with_a_self_contained_wheel() -> None:
    folder = FOLDER.parent / "telltale.libs"
    if not folder.exists():
        pytest.skip("the wheel was not repaired")
    code = "import telltale; telltale.Classifier(); print(open('/proc/self/maps').read())"
    maps = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    loaded = {Path(line.split()[-1]) for line in maps.splitlines() if "/lib" in line and ".so" in line}
    engines = [path for path in loaded if path.name.startswith(("libhs", "libre2", "libsodium"))]
    assert engines
    assert all(path.parent == folder for path in engines)


@pytest.mark.parametrize("engine", ["libhs", "libre2"])
def test_what_was_compiled_is_for_its_engines_alone(tmp_path: Path, engine: str) -> None:
    """Another build of an engine does not take from the cache what this one left there."""
    libraries = FOLDER.parent / "telltale.libs"
    if not libraries.exists():
        pytest.skip("the wheel was not repaired")
    shutil.copytree(FOLDER, tmp_path / "telltale")
    shutil.copytree(libraries, tmp_path / "telltale.libs")

    def is_cached() -> bool:
        code = (
            f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import telltale\n"
            f"assert telltale.__file__.startswith({str(tmp_path)!r})\n"
            f"print(telltale.Classifier(cache_folder={str(tmp_path / 'cache')!r}).engine_info.cached)"
        )
        return (
            subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "True\n"
        )

    assert [is_cached(), is_cached()] == [False, True]
    (library,) = (tmp_path / "telltale.libs").glob(f"{engine}-*")
    code = library.read_bytes()
    note = code.index(b"\x14\0\0\0\x03\0\0\0GNU\0") + 12  # 20 bytes of the kind NT_GNU_BUILD_ID
    library.write_bytes(code[:note] + bytes(20) + code[note + 20 :])
    assert not is_cached()


def test_import_pulls_in_nothing() -> None:
    code = "import sys; before = set(sys.modules); import telltale; print(*sorted(set(sys.modules) - before))"
    said = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True, text=True).stdout
    assert {name.split(".")[0] for name in said.split()} <= {"telltale", "__future__"}


def test_everything_public_is_documented() -> None:
    for name in telltale.__all__:
        thing = getattr(telltale, name)
        if name == "__version__":
            continue
        assert thing.__doc__, name
        for member in vars(thing):
            if not member.startswith("_"):
                assert getattr(thing, member).__doc__, f"{name}.{member}"


def test_examples_of_the_documentation() -> None:
    assert doctest.testmod(telltale).attempted > 0
    assert doctest.testmod(telltale, raise_on_error=True).failed == 0


def test_examples_of_the_readme() -> None:
    needs("duckdb", "polars")
    readme = ROOT / "bindings" / "python" / "README.md"
    result = doctest.testfile(str(readme), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 10
    assert result.failed == 0


def test_script_is_installed() -> None:
    script = Path(sys.executable).parent / "telltale"
    if not script.exists():
        pytest.skip("not in an environment of its own")
    said = subprocess.run([script, "--version"], capture_output=True, check=True, text=True, env=dict(os.environ))
    assert said.stdout.strip() == f"telltale {telltale.__version__}"
