"""The tree keeps the order of the layers, and the checker that says so sees what it should see."""

import os
import tempfile
import unittest
from pathlib import Path

from check_layers import includes, problems

SOURCE_DIR = Path(os.environ.get("TELLTALE_SOURCE_DIR", Path(__file__).parents[2]))


class Tree(unittest.TestCase):
    def test_keeps_the_order(self) -> None:
        self.assertEqual(problems(SOURCE_DIR), [])

    def test_was_read_at_all(self) -> None:
        for folder in ("include", "lib", "cli"):
            self.assertGreater(len(list(includes(SOURCE_DIR, folder))), 0, folder)


class Checker(unittest.TestCase):
    """Each case is a small tree with one file that breaks a rule, or just keeps it."""

    def problems_of(self, files: dict[str, str]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return problems(Path(folder))

    def assert_one_problem(self, files: dict[str, str], place: str, words: str) -> None:
        found = self.problems_of(files)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(place + ": "), found[0])
        self.assertIn(words, found[0])

    def test_include_to_the_left_is_right(self) -> None:
        self.assertEqual(
            self.problems_of({"lib/text/a.cc": '#include "text/a.h"\n#include "pack/b.h"\n#include <vector>\n'}), []
        )

    def test_include_upward(self) -> None:
        self.assert_one_problem(
            {"lib/pack/a.cc": '#include <string>\n\n#include "engine/b.h"\n'}, "lib/pack/a.cc:3", "a layer above"
        )

    def test_include_upward_with_odd_blanks(self) -> None:
        self.assert_one_problem({"lib/base/a.h": '  #  include   "report/b.h"\n'}, "lib/base/a.h:1", "a layer above")

    def test_folder_that_is_no_layer(self) -> None:
        self.assert_one_problem({"lib/misc/a.cc": "#include <string>\n"}, "lib/misc/a.cc:1", "is no layer")

    def test_third_party_header_in_a_public_one(self) -> None:
        self.assert_one_problem({"include/telltale/a.h": "#include <zlib.h>\n"}, "include/telltale/a.h:1", "of zlib")

    def test_internal_header_in_a_public_one(self) -> None:
        self.assert_one_problem(
            {"include/telltale/a.h": '#include "pack/b.h"\n'}, "include/telltale/a.h:1", "the internal pack/b.h"
        )

    def test_public_and_system_headers_in_a_public_one_are_right(self) -> None:
        self.assertEqual(
            self.problems_of({"include/telltale/a.h.in": '#include <cstdint>\n#include "telltale/b.h"\n'}), []
        )

    def test_engines_outside_engine(self) -> None:
        for file in ("lib/classify/a.cc", "cli/a.cc", "bench/a.cc", "bindings/python/a.cc"):
            for header in ("<hs.h>", "<re2/re2.h>", '"re2/set.h"', "<hs/hs.h>"):
                with self.subTest(file=file, header=header):
                    self.assert_one_problem({file: f"#include {header}\n"}, f"{file}:1", "outside lib/engine")

    def test_engines_in_engine_are_right(self) -> None:
        self.assertEqual(self.problems_of({"lib/engine/a.cc": "#include <hs.h>\n#include <re2/re2.h>\n"}), [])

    def test_json_outside_pack_and_report(self) -> None:
        self.assert_one_problem(
            {"lib/text/a.cc": "#include <nlohmann/json.hpp>\n"}, "lib/text/a.cc:1", "outside lib/pack and lib/report"
        )
        self.assertEqual(self.problems_of({"lib/report/a.cc": "#include <nlohmann/json.hpp>\n"}), [])

    def test_cryptography_outside_base(self) -> None:
        self.assert_one_problem({"lib/engine/a.cc": "#include <sodium.h>\n"}, "lib/engine/a.cc:1", "outside lib/base")
        self.assertEqual(self.problems_of({"lib/base/a.cc": "#include <sodium.h>\n"}), [])

    def test_unagreed_dependency_of_the_library(self) -> None:
        self.assert_one_problem({"lib/base/a.cc": "#include <boost/any.hpp>\n"}, "lib/base/a.cc:1", "nobody agreed on")
        self.assertEqual(
            self.problems_of({"lib/base/a.cc": "#include <sys/mman.h>\n#include <unistd.h>\n#include <immintrin.h>\n"}),
            [],
        )

    def test_internal_header_in_the_command(self) -> None:
        self.assert_one_problem({"cli/a.cc": '#include "base/utf8.h"\n'}, "cli/a.cc:1", "is internal")
        self.assertEqual(self.problems_of({"cli/a.cc": '#include "options.h"\n#include <CLI/CLI.hpp>\n'}), [])

    def test_internal_header_in_the_c_abi(self) -> None:
        self.assert_one_problem({"lib/c_api.cc": '#include "base/utf8.h"\n'}, "lib/c_api.cc:1", "is internal")
        self.assertEqual(self.problems_of({"lib/c_api.cc": '#include "telltale/telltale_c.h"\n'}), [])

    def test_second_scan(self) -> None:
        tree = {
            "lib/engine/a.cc": "// hs_scan(a)\nint x = hs_scan(a, b);\nhs_alloc_scratch(a);\n",
            "lib/engine/b.cc": '/* hs_scan(c) */ auto s = "hs_scan(";\n',
        }
        self.assertEqual(self.problems_of(tree), [])
        tree["lib/engine/c.cc"] = "\nint y = hs_scan (c, d);\n"
        self.assert_one_problem(tree, "lib/engine/c.cc:2", "the first is at lib/engine/a.cc:2")


if __name__ == "__main__":
    unittest.main()
