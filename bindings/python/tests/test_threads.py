"""One object and many threads, with a GIL and without: each sees what a single one sees."""

from __future__ import annotations

import array
import contextlib
import mmap
import os
import pickle
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import telltale
from samples import CLEAN, FREE_THREADED, NO_ENDPOINTS, REFUSED, REFUSED_ID

THREADS = 4
# A text of each way that the module takes: a str of ASCII or not, bytes, above the size from which it lets others run.
TEXTS: list[str | bytes] = [
    CLEAN,
    REFUSED,
    "é " + REFUSED,
    "\udcff😀 " + NO_ENDPOINTS + "\n" + REFUSED,
    NO_ENDPOINTS.encode(),
    (CLEAN + "\n") * 50 + REFUSED,
    "日本語\n" * 1000 + NO_ENDPOINTS,
]


@pytest.fixture(autouse=True)
def switch_often() -> Iterator[None]:
    """With a GIL, threads take turns a thousand times as often as they would."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.000005)
    yield
    sys.setswitchinterval(interval)


def together(call: Callable[[int], Any], threads: int = THREADS) -> list[Any]:
    """What `call` returns in each of some threads that begin at the same moment, given their numbers."""
    begin = threading.Barrier(threads)

    def run(number: int) -> Any:
        begin.wait()
        return call(number)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


@contextlib.contextmanager
def meanwhile(change: Callable[[], object]) -> Iterator[None]:
    """Another thread calls `change` again and again."""
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set():
            change()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run)
        try:
            yield
        finally:
            stop.set()
        running.result()


def everything_of(thing: Any) -> list[Any]:
    """What an object says of itself in every way that it has."""
    names = [name for name in dir(type(thing)) if not name.startswith("_")]
    said = [(name, value) for name in names if not callable(value := getattr(thing, name))]
    said = [(name, dict(value) if name == "fields" else value) for name, value in said]
    if hasattr(thing, "to_dict"):
        said.append(("to_dict", thing.to_dict()))
    return [said, repr(thing), str(thing), hash(thing), pickle.loads(pickle.dumps(thing)) == thing]


def test_one_classifier(classifier: telltale.Classifier) -> None:
    expected = [classifier.classify(text) for text in TEXTS]
    table = classifier.classify_batch(TEXTS)
    steps = classifier.explain(REFUSED).steps

    def work(number: int) -> None:
        order = random.Random(number)
        for _ in range(60):
            at = order.randrange(len(TEXTS))
            assert classifier.classify(TEXTS[at]) == expected[at]
            assert classifier.classify(CLEAN) is expected[0]
        for _ in range(5):
            assert classifier.classify_batch(TEXTS) == table
            assert classifier.explain(REFUSED).steps == steps
            assert classifier.engine_info.patterns > 10
            assert "telltale.Classifier" in repr(classifier)

    together(work)


def test_one_diagnosis(classifier: telltale.Classifier) -> None:
    expected = classifier.diagnose(REFUSED)
    said = everything_of(expected)
    page = expected.markdown(lang="ja")
    parts = [everything_of(part) for part in (*expected.sightings, *expected.causes, *expected.next)]

    def work(_number: int) -> None:
        for _ in range(5):
            assert classifier.diagnose(REFUSED) == expected
            assert everything_of(expected) == said
            assert expected.markdown(lang="ja") == page
            found = [everything_of(part) for part in (*expected.sightings, *expected.causes, *expected.next)]
            assert found == parts

    together(work)


def test_one_result(classifier: telltale.Classifier) -> None:
    text = "é " + NO_ENDPOINTS + "\n" + REFUSED
    found = classifier.classify(text)
    expected = [everything_of(thing) for thing in (found, *found)]

    def work(_number: int) -> None:
        for _ in range(20):
            assert [everything_of(thing) for thing in (found, *found)] == expected
            assert [text[slice(*match.span)] for match in found] == [text[slice(*match.span)] for match in found[:]]
            assert found == classifier.classify(text)
            assert found[0].field_span("webhook") == found.matches[0].field_span("webhook")

    together(work)


def test_one_table(classifier: telltale.Classifier) -> None:
    table = classifier.classify_batch(TEXTS)
    best = classifier.classify_batch(TEXTS, mode="best")
    rows = [everything_of(row) for row in table]
    listed = (table.to_pylist(), best.to_pylist())

    def work(_number: int) -> None:
        for _ in range(10):
            assert [everything_of(row) for row in table] == rows
            assert (table.to_pylist(), best.to_pylist()) == listed
            assert pickle.loads(pickle.dumps(table)) == table != best
            assert hash(table) == hash(table)
            assert len(table) == len(rows)
            capsules = [table.__arrow_c_schema__(), table.__arrow_c_stream__(), *best.__arrow_c_array__()]
            assert len({id(capsule) for capsule in capsules}) == 4

    together(work)


def test_the_last_reference_is_any_threads(classifier: telltale.Classifier) -> None:
    """Objects that one thread makes die in others, all of them at once."""
    for _ in range(10):
        made = telltale.Classifier(only="*/connection-refused")
        table, diagnosis = made.classify_batch([REFUSED]), made.diagnose(REFUSED)
        one = [made.classify(REFUSED)[0], table[0], diagnosis.causes[:1], made, table, diagnosis]
        held = [one * 5 for _ in range(THREADS)]
        del one, made, table, diagnosis

        def drop(number: int, held: list[list[Any]] = held) -> str:
            said = held[number][0].finding
            held[number].clear()
            return str(said)

        assert together(drop) == [REFUSED_ID] * THREADS


class OneDoor:
    """Hands out the same capsules to whoever asks."""

    def __init__(self, table: telltale.Table, door: str) -> None:
        # Rows as texts: none of them is known, but all are there.
        self.capsules = getattr(table, door)()

    def give(self, _schema: object = None) -> Any:
        return self.capsules


class StreamDoor(OneDoor):
    __arrow_c_stream__ = OneDoor.give


class ArrayDoor(OneDoor):
    __arrow_c_array__ = OneDoor.give


@pytest.mark.parametrize(("kind", "door"), [(StreamDoor, "__arrow_c_stream__"), (ArrayDoor, "__arrow_c_array__")])
def test_capsule_is_taken_once(classifier: telltale.Classifier, kind: type[OneDoor], door: str) -> None:
    """What has been taken out of it is somebody else's, and may be gone."""
    table = classifier.classify_batch([REFUSED] * 3)
    for _ in range(20):
        given: Any = kind(table, door)

        def read(_number: int, given: Any = given) -> str:
            try:
                return str(classifier.classify_batch(given, column="finding").texts)
            except ValueError as error:
                return str(error)

        said = sorted(together(read))
        assert said[0] == "3"
        assert {word.rpartition(" ")[2] for word in said[1:]} == {"already"}


def test_one_list_that_changes(classifier: telltale.Classifier) -> None:
    known = {REFUSED: "connection-refused", "é " + NO_ENDPOINTS: "no-endpoints"}
    # Made anew each time, so that nobody else holds the texts which are taken away.
    texts = [str(text) for text in known] * 100

    def change() -> None:
        texts.clear()
        texts.extend("".join([*text]) for text in known for _ in range(50))
        texts.reverse()
        del texts[10:20]
        texts[:5] = ["".join([*REFUSED])]

    def work(_number: int) -> None:
        for _ in range(20):
            rows = classifier.classify_batch(texts).to_pylist()
            assert {row["section"].rpartition("/")[2] for row in rows if row} <= set(known.values())
            assert all(row and row["fields"]["webhook"] == "webhook.cert-manager.io" for row in rows)
            with contextlib.suppress(RuntimeError):  # that of a dict that changed its size
                classifier.diagnose(dict.fromkeys(texts[:2], REFUSED))

    with meanwhile(change):
        together(work, 2)


def test_list_is_that_of_one_moment(classifier: telltale.Classifier) -> None:
    """However long it is; and so is the answer."""
    moments = [[known, *[CLEAN * 20] * 9000, known] for known in (REFUSED, NO_ENDPOINTS)]
    texts = moments[0][:]

    def change() -> None:
        for moment in moments:
            texts[:] = moment

    with meanwhile(change):
        for _ in range(20):
            first, last = classifier.classify_batch(texts)
            assert first is not None
            assert last is not None
            assert (first.row, last.row) == (0, 9001)
            assert first.finding == last.finding


def test_one_mapping_that_changes(classifier: telltale.Classifier) -> None:
    """It is that of one moment, too."""
    texts = {"a": REFUSED}

    def change() -> None:
        for number in range(50):
            texts[str(number)] = "".join([*REFUSED])
        for number in range(50):
            del texts[str(number)]

    def work(_number: int) -> None:
        for _ in range(20):
            assert classifier.diagnose(texts).sections[0].id == REFUSED_ID

    with meanwhile(change):
        together(work, 2)


BUFFERS: dict[str, Callable[[bytes], Any]] = {
    "bytearray": bytearray,
    "memoryview": lambda raw: memoryview(bytearray(raw)),
    "array": lambda raw: array.array("B", raw),
}


@pytest.mark.parametrize("kind", BUFFERS)
def test_one_buffer(classifier: telltale.Classifier, kind: str) -> None:
    """Each gives it back: afterwards it can be resized or released, as if nobody had read it."""
    text = BUFFERS[kind](REFUSED.encode())

    def work(_number: int) -> None:
        for _ in range(300):
            assert len(classifier.classify(text)) == 1

    together(work)
    if isinstance(text, memoryview):
        text.release()
    else:
        text.extend(b"!")
        assert classifier.classify(text)


def test_one_map_of_memory(classifier: telltale.Classifier) -> None:
    with mmap.mmap(-1, len(REFUSED)) as text:
        text[:] = REFUSED.encode()
        together(lambda _: [classifier.classify(text) for _ in range(300)])


@pytest.mark.skipif(not FREE_THREADED, reason="with a GIL counting costs nothing")
def test_nobody_counts_the_answer_of_clean_texts(classifier: telltale.Classifier) -> None:
    """Threads that all count in the same place are together no quicker than a single one."""
    clean = classifier.classify(CLEAN)
    count = sys.getrefcount(clean)
    held = [classifier.classify(CLEAN)] * 1000
    assert all(one is clean for one in held)
    assert sys.getrefcount(clean) == count


def test_unpickled_once_by_many_threads() -> None:
    pickled = pickle.dumps(telltale.Classifier(only=["*/connection-refused", "*/no-endpoints"], cache_folder=""))
    made = together(lambda _: pickle.loads(pickled))
    assert all(one is made[0] for one in made)


def test_more_kinds_than_are_kept() -> None:
    pickled = [pickle.dumps(telltale.Classifier(max_matches=number)) for number in range(1, 13)]

    def work(number: int) -> None:
        for one in pickled[number:] + pickled[:number]:
            assert pickle.loads(one).classify(REFUSED)

    together(work)


def test_made_once_by_many_threads() -> None:
    """Who calls __init__() of the same object twice has made it once."""
    half = telltale.Classifier.__new__(telltale.Classifier)
    together(lambda _: half.__init__(cache_folder=""))  # type: ignore[misc]
    assert half.classify(REFUSED)


def test_imported_by_many_threads() -> None:
    code = (
        "import sys, threading\n"
        "begin = threading.Barrier(4)\n"
        "found = []\n"
        "def run():\n"
        "    begin.wait()\n"
        "    import telltale\n"
        "    found.extend(telltale.Classifier().classify(sys.argv[1]))\n"
        "threads = [threading.Thread(target=run) for _ in range(4)]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "assert len(found) == 4 and len(set(found)) == 1\n"
    )
    subprocess.run([sys.executable, "-c", code, REFUSED], check=True, timeout=60)


@pytest.mark.skipif(not FREE_THREADED, reason="this Python has a GIL")
def test_gil_stays_off() -> None:
    """A module that does not say that it can do without switches it on, with a warning."""
    code = (
        "import sys, telltale, telltale.__main__, telltale._rebuild\n"
        "telltale.Classifier().classify(sys.argv[1])\n"
        "print(sys._is_gil_enabled())\n"
    )
    without = {name: value for name, value in os.environ.items() if name != "PYTHON_GIL"}
    words = [sys.executable, "-W", "error", "-c", code, REFUSED]
    said = subprocess.run(words, capture_output=True, check=True, timeout=60, text=True, env=without)
    assert said.stdout == "False\n"
