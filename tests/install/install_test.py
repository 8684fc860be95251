"""An installed telltale is enough for others: CMake projects and pkg-config, static and shared, from any prefix."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE_DIR = Path(os.environ["TELLTALE_SOURCE_DIR"])
BUILD_DIR = Path(os.environ["TELLTALE_BUILD_DIR"])
PROGRAM = SOURCE_DIR / "examples" / "embed" / "main.cc"
C_PROGRAM = SOURCE_DIR / "examples" / "c" / "main.c"

# The C header and what uses it give no warning, whatever a project asks for.
STRICT = ("-Wall", "-Wextra", "-pedantic", "-Wconversion", "-Wshadow", "-Werror")
C99 = ("cc", "-std=c99", "-Wstrict-prototypes", *STRICT)

TEXT = (SOURCE_DIR / "examples" / "texts" / "kubectl-apply.txt").read_text(encoding="utf-8")
FINDING = "cert-manager-webhook/connection-refused (cert-manager)"


def run(*command: object, given: str = "", env: dict[str, str] | None = None) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **(env or {})},
    )
    if done.returncode != 0:
        raise AssertionError(f"{shlex.join(words)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Installed(unittest.TestCase):
    temporary: Path
    prefix: Path
    libdir: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.temporary = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.temporary)
        first = cls.temporary / "first"
        run("cmake", "--install", BUILD_DIR, "--prefix", first)
        # Nothing may remember where it was installed.
        cls.prefix = cls.temporary / "moved to here"
        first.rename(cls.prefix)
        cls.libdir = next(cls.prefix.rglob("libtelltale.a")).parent

    def finds(self, program: Path, env: dict[str, str] | None = None) -> None:
        self.assertIn(FINDING, run(program, given=TEXT, env=env))

    def cmake(self, source: Path, name: str, *arguments: str) -> Path:
        build = self.temporary / name
        run("cmake", "-S", source, "-B", build, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={self.prefix}", *arguments)
        run("cmake", "--build", build)
        return build

    def needed(self, program: Path) -> list[str]:
        """The shared libraries that a program asks for by name."""
        return re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", program))

    def test_command(self) -> None:
        output = run(self.prefix / "bin" / "telltale", "classify", "--format", "ndjson", "-", given=TEXT)
        self.assertIn('"cert-manager-webhook/connection-refused"', output)

    def test_cmake_example(self) -> None:
        for shared in ("ON", "OFF"):
            with self.subTest(shared=shared):
                source = SOURCE_DIR / "examples" / "embed"
                program = self.cmake(source, f"example-{shared}", f"-DBUILD_SHARED_LIBS={shared}") / "embed"
                self.finds(program)
                self.assertEqual("libtelltale.so.0" in self.needed(program), shared == "ON")

    def test_cmake_default_is_shared_and_needs_nothing_else(self) -> None:
        program = self.cmake(SOURCE_DIR / "examples" / "embed", "example-default") / "embed"
        self.finds(program)
        engines = [name for name in self.needed(program) if name.startswith(("libre2", "libhs", "libsodium"))]
        self.assertEqual(engines, [])

    def test_cmake_both_kinds_in_one_project(self) -> None:
        foreign = SOURCE_DIR / "tests" / "install" / "foreign"
        build = self.cmake(foreign, "foreign", f"-DPROGRAM={PROGRAM}", f"-DC_PROGRAM={C_PROGRAM}")
        for name in ("with_static", "with_shared", "c_with_static", "c_with_shared"):
            with self.subTest(name=name):
                self.finds(build / name)

    def test_cmake_example_in_c_alone(self) -> None:
        program = self.cmake(SOURCE_DIR / "examples" / "c", "example-c") / "telltale_in_c"
        self.finds(program)
        engines = [name for name in self.needed(program) if name.startswith(("libre2", "libhs", "libstdc++"))]
        self.assertEqual(engines, [])
        text = SOURCE_DIR / "examples" / "texts" / "kubectl-apply.txt"
        self.assertIn(FINDING, run(program, text))

    def pkg_config(self, *arguments: str) -> list[str]:
        env = {"PKG_CONFIG_PATH": str(self.libdir / "pkgconfig")}
        return shlex.split(run("pkg-config", *arguments, "telltale", env=env))

    def pkg_config_static(self) -> list[str]:
        words = self.pkg_config("--cflags", "--libs", "--static")
        return [f"-l:lib{word[2:]}.a" if word == "-ltelltale" else word for word in words]

    def test_pkg_config_shared(self) -> None:
        libraries = self.pkg_config("--cflags", "--libs")
        for name, compiler, source in (("cpp", ("c++", "-std=c++20"), PROGRAM), ("c", C99, C_PROGRAM)):
            with self.subTest(name=name):
                program = self.temporary / f"{name}-with-pkg-config"
                run(*compiler, source, "-o", program, *libraries)
                self.finds(program, env={"LD_LIBRARY_PATH": str(self.libdir)})

    def test_pkg_config_static(self) -> None:
        libraries = self.pkg_config_static()
        for name, compiler, source in (("cpp", ("c++", "-std=c++20"), PROGRAM), ("c", C99, C_PROGRAM)):
            with self.subTest(name=name):
                program = self.temporary / f"{name}-with-pkg-config-static"
                run(*compiler, source, "-o", program, *libraries)
                self.finds(program)
                self.assertNotIn("libtelltale.so.0", self.needed(program))

    def test_c_header_is_c99_and_cpp(self) -> None:
        header = self.prefix / "include" / "telltale" / "telltale_c.h"
        flags = [*STRICT, "-fsyntax-only", f"-I{self.prefix / 'include'}"]
        for standard in ("c99", "c17", "c++20"):
            with self.subTest(standard=standard):
                language = "c++" if "+" in standard else "c"
                run(language if language == "c++" else "cc", f"-std={standard}", "-x", language, *flags, header)

    def test_shared_library_shows_the_c_abi(self) -> None:
        header = (self.prefix / "include" / "telltale" / "telltale_c.h").read_text(encoding="utf-8")
        declared = re.findall(r"^TELLTALE_EXPORT [^;(]*?\b(telltale_\w+)\(", header, re.MULTILINE)
        self.assertGreater(len(declared), 30)
        symbols = run("nm", "--dynamic", "--defined-only", self.libdir / "libtelltale.so").splitlines()
        shown = {line.split(" ")[2] for line in symbols}
        self.assertEqual({name for name in shown if name.startswith("telltale_")}, set(declared))

    def test_shared_library_shows_only_what_is_public(self) -> None:
        library = self.libdir / "libtelltale.so"
        self.assertIn("[libtelltale.so.0]", run("readelf", "-d", library))
        symbols = run("nm", "--dynamic", "--demangle", "--defined-only", library).splitlines()
        names = [line.split(" ", 2)[2] for line in symbols]
        self.assertTrue(any(name.startswith("telltale::Classifier::create(") for name in names))
        hidden = ("telltale::internal::", "nlohmann::", "re2::", "hs_", "crypto_", "sodium_")
        inner = [name for name in names if name.startswith(hidden)]
        self.assertEqual(inner, [])

    def test_man_pages_and_completions(self) -> None:
        share = self.prefix / "share"
        self.assertIn(".TH", (share / "man" / "man1" / "telltale.1").read_text(encoding="utf-8"))
        self.assertTrue((share / "man" / "man1" / "telltale-classify.1").is_file())
        for script in (
            "bash-completion/completions/telltale",
            "zsh/site-functions/_telltale",
            "fish/vendor_completions.d/telltale.fish",
        ):
            with self.subTest(script=script):
                self.assertIn("classify", (share / script).read_text(encoding="utf-8"))

    def test_packs_and_license(self) -> None:
        packs = self.prefix / "share" / "telltale" / "rules"
        self.assertTrue((packs / "cert-manager-webhook" / "pack.json").is_file())
        self.assertEqual(len(list(self.prefix.rglob("LICENSE"))), 1)


if __name__ == "__main__":
    unittest.main()
