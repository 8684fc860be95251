"""Threads and processes: what a classifier does where it lands."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pyarrow
import pytest
import telltale
from samples import CLEAN, FREE_THREADED, NO_ENDPOINTS, REFUSED, ROOT


def finding_of(classifier: telltale.Classifier, text: str) -> tuple[telltale.Match, ...]:
    return classifier.classify(text).matches


def results_of(classifier: telltale.Classifier, texts: list[str]) -> list[object]:
    all_of_them, best = classifier.classify_batch(texts), classifier.classify_batch(texts, mode="best")
    diagnosis = classifier.diagnose(texts)
    return [classifier.classify(texts[1]), all_of_them, best, best[1], all_of_them[-1], diagnosis, diagnosis.causes]


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_worker_gets_the_classifier(classifier: telltale.Classifier, method: str) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
        found = list(pool.map(finding_of, [classifier] * 3, [REFUSED, CLEAN, NO_ENDPOINTS]))
    assert [len(matches) for matches in found] == [1, 0, 1]
    assert found[0] == classifier.classify(REFUSED).matches


def test_results_come_back_from_a_worker(classifier: telltale.Classifier) -> None:
    """Each is equal to what this process finds."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = pool.submit(results_of, classifier, [CLEAN, REFUSED, "é " + NO_ENDPOINTS]).result()
    assert found == results_of(classifier, [CLEAN, REFUSED, "é " + NO_ENDPOINTS])


def test_fork_while_other_threads_wait() -> None:
    """Threads that are in no call of telltale at the moment of the fork do not matter to the child."""
    code = (
        "import os, sys, threading, telltale\n"
        "classifier = telltale.Classifier()\n"
        "stop = threading.Event()\n"
        "def scan_once():\n"
        "    classifier.classify(sys.argv[1])\n"
        "    done.release()\n"
        "    stop.wait()\n"
        "done = threading.Semaphore(0)\n"
        "threads = [threading.Thread(target=scan_once) for _ in range(2)]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: done.acquire()\n"
        "for _ in range(10):\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        os._exit(0 if len(classifier.classify(sys.argv[1])) == 1 else 1)\n"
        "    if os.waitpid(child, 0)[1] != 0:\n"
        "        os._exit(2)\n"
        "stop.set()\n"
        "for thread in threads: thread.join()\n"
    )
    subprocess.run([sys.executable, "-c", code, REFUSED], check=True, timeout=60)


def test_diagnoser_is_made_once_by_many_threads() -> None:
    classifier = telltale.Classifier(engine="re2", cache_folder="")
    with ThreadPoolExecutor(4) as pool:
        diagnoses = list(pool.map(classifier.diagnose, [REFUSED] * 8))
    assert all(diagnosis == diagnoses[0] for diagnosis in diagnoses)


def another_thread_runs(call: Callable[[], object], times: int) -> bool:
    """Whether another thread gets the GIL while `call` is made, up to `times` times.

    Only `call` itself can hand it on: nobody takes it away, and nothing else here waits.
    """
    ran: list[bool] = []
    gate = threading.Lock()

    def wait() -> None:
        with gate:
            ran.append(True)

    thread = threading.Thread(target=wait)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1_000_000)
    gate.acquire()
    try:
        thread.start()  # comes back when the thread waits at the gate
        gate.release()
        return any(call() is not None and ran for _ in range(times))
    finally:
        sys.setswitchinterval(interval)
        thread.join()


LONG = (REFUSED + "\n") * 10_000


@pytest.mark.parametrize(
    "call",
    [
        lambda classifier: classifier.classify(LONG),
        lambda classifier: classifier.classify(LONG.encode()),
        lambda classifier: classifier.explain(LONG[:100_000]),
        lambda classifier: classifier.classify_batch([REFUSED] * 5000),
        lambda classifier: classifier.classify_batch(pyarrow.array([REFUSED] * 5000)),
        lambda classifier: classifier.diagnose(LONG[:100_000]),
        lambda classifier: telltale.Classifier(cache_folder=""),
        lambda classifier: telltale.Pack.load(ROOT / "rules" / "cert-manager-webhook", cache_folder=""),
    ],
    ids=["str", "bytes", "explain", "list", "arrow", "diagnose", "compile", "load"],
)
def test_other_threads_run_during(
    call: Callable[[telltale.Classifier], object], classifier: telltale.Classifier
) -> None:
    classifier.diagnose(CLEAN)
    assert another_thread_runs(lambda: call(classifier), 1000)


@pytest.mark.skipif(FREE_THREADED, reason="this Python has no GIL that could be kept")
def test_other_threads_wait_for_a_short_text(classifier: telltale.Classifier) -> None:
    """It keeps the GIL, as is documented; and this shows that the test above can fail."""
    assert not another_thread_runs(lambda: classifier.classify(REFUSED), 1000)


def test_interpreter_ends_with_everything_alive() -> None:
    code = (
        "import sys, telltale; c = telltale.Classifier(); keep = [c, c.classify(sys.argv[1]), c.diagnose(sys.argv[1]), "
        "c.classify_batch(sys.argv[1:])]; capsule = keep[3].__arrow_c_stream__(); sys.modules['kept'] = keep"
    )
    subprocess.run([sys.executable, "-X", "dev", "-W", "error", "-c", code, REFUSED], check=True, timeout=60)


def test_ctrl_c_ends_a_batch() -> None:
    code = (
        "import os, signal, sys, threading, telltale\n"
        "c = telltale.Classifier()\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job ignores it
        "def endless():\n"
        "    yield sys.argv[1]\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    while True: yield sys.argv[1]\n"
        "try: c.classify_batch(endless())\n"
        "except KeyboardInterrupt: print('stopped')\n"
    )
    said = subprocess.run([sys.executable, "-c", code, CLEAN], capture_output=True, check=True, timeout=60, text=True)
    assert said.stdout == "stopped\n"


def test_environment_of_the_children() -> None:
    assert os.environ["TELLTALE_CACHE"]
