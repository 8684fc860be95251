"""Sub-interpreters are refused with ImportError, at every try, and nobody else notices.

What a sub-interpreter can break is its process, so each case has one of its own.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from samples import REFUSED

# One word for each of Python's ways: create(kind), tried(interpreter), destroy(interpreter).
WAYS = """
import sys
if sys.version_info >= (3, 13):
    import _interpreters
    create, destroy = _interpreters.create, _interpreters.destroy
    def run(one, code):
        failed = _interpreters.exec(one, code)
        return "" if failed is None else failed.formatted
else:
    import _xxsubinterpreters
    destroy = _xxsubinterpreters.destroy
    def create(kind):
        return _xxsubinterpreters.create(isolated=kind == "isolated")
    def run(one, code):
        try: _xxsubinterpreters.run_string(one, code)
        except _xxsubinterpreters.RunFailedError as error: return str(error)
        return ""
def tried(one):
    said = run(one, "import telltale")
    assert "ImportError" in said, said
    # The second is what Python itself says to those with a GIL of their own.
    known = ["telltale cannot be used in a sub-interpreter; use a process or a thread",
             "module telltale._core does not support loading in subinterpreters"]
    assert any(words in said for words in known), said
    said = run(one, "import sys; assert not [name for name in sys.modules if name.startswith('telltale')]")
    assert said == "", said
kind, text = sys.argv[1:]
"""

CASES = {
    "before the main one has it": """
one = create(kind)
tried(one)
tried(one)
destroy(one)
import telltale
assert telltale.Classifier().classify(text)
""",
    "while the main one uses it": """
import pickle, telltale
classifier = telltale.Classifier()
found, table, diagnosis = classifier.classify(text), classifier.classify_batch([text]), classifier.diagnose(text)
said = pickle.dumps([found, table, diagnosis])
one = create(kind)
tried(one)
assert pickle.loads(said) == [found, table, diagnosis]
tried(one)
destroy(one)
assert classifier.classify(text) == found
assert telltale.Classifier().classify(text) == found
""",
    "one after the other": """
for _ in range(5):
    one = create(kind)
    tried(one)
    destroy(one)
    import telltale
    assert telltale.Classifier().classify(text)
    del sys.modules["telltale"]
""",
    "at the end of the process": """
import telltale
sys.modules["kept"] = [telltale.Classifier(), telltale.Classifier().classify(text)]
sys.modules["one"] = one = create(kind)
tried(one)
""",
    "in other threads": """
import threading, telltale
classifier = telltale.Classifier()
def use():
    one = create(kind)
    for _ in range(5): tried(one)
    destroy(one)
    right.append(True)
right = []
threads = [threading.Thread(target=use) for _ in range(3)]
for thread in threads: thread.start()
for _ in range(50): assert classifier.classify(text) and classifier.classify_batch([text] * 10)
for thread in threads: thread.join()
assert len(right) == 3
""",
}


@pytest.mark.parametrize("kind", ["legacy", "isolated"])
@pytest.mark.parametrize("case", CASES)
def test_sub_interpreter_is_refused(case: str, kind: str) -> None:
    """legacy: with the GIL of all. isolated: with one of its own, where Python has such."""
    words = [sys.executable, "-X", "dev", "-c", WAYS + CASES[case], kind, REFUSED]
    done = subprocess.run(words, capture_output=True, timeout=60, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
