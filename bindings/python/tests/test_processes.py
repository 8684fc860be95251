"""Threads, processes, interpreters: what a classifier does where it lands."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
import telltale
from samples import CLEAN, NO_ENDPOINTS, REFUSED


def finding_of(classifier: telltale.Classifier, text: str) -> tuple[telltale.Match, ...]:
    return classifier.classify(text).matches


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_worker_gets_the_classifier(classifier: telltale.Classifier, method: str) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
        found = list(pool.map(finding_of, [classifier] * 3, [REFUSED, CLEAN, NO_ENDPOINTS]))
    assert [len(matches) for matches in found] == [1, 0, 1]
    assert found[0] == classifier.classify(REFUSED).matches


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


def test_other_threads_run_during_a_long_text(classifier: telltale.Classifier) -> None:
    """With the GIL held, the counter would stand still for the whole scan."""
    counts: list[int] = []
    stop = threading.Event()

    def count() -> None:
        while not stop.is_set():
            counts.append(1)

    text = (REFUSED + "\n") * 20_000
    counter = threading.Thread(target=count)
    counter.start()
    try:
        before = len(counts)
        assert classifier.classify(text)
        assert len(counts) > before
    finally:
        stop.set()
        counter.join()


def test_interpreter_ends_with_everything_alive() -> None:
    code = (
        "import sys, telltale; c = telltale.Classifier(); keep = [c, c.classify(sys.argv[1]), c.diagnose(sys.argv[1]), "
        "c.classify_batch(sys.argv[1:])]; capsule = keep[3].__arrow_c_stream__(); sys.modules['kept'] = keep"
    )
    subprocess.run([sys.executable, "-X", "dev", "-W", "error", "-c", code, REFUSED], check=True, timeout=60)


def test_sub_interpreter_is_refused() -> None:
    """There it would be broken or hang; the interpreter that it was made for goes on."""
    code = (
        "import _xxsubinterpreters as sub, sys\n"
        "one = sub.create()\n"
        "try: sub.run_string(one, 'import telltale')\n"
        "except sub.RunFailedError as error: print(error)\n"
        "sub.destroy(one)\n"
        "import telltale\n"
        "assert telltale.Classifier().classify(sys.argv[1])\n"
    )
    if sys.version_info >= (3, 12):
        pytest.skip("there is no private door to sub-interpreters any more")
    said = subprocess.run([sys.executable, "-c", code, REFUSED], capture_output=True, check=True, timeout=60, text=True)
    assert "telltale cannot be used in a sub-interpreter; use a process or a thread" in said.stdout


def test_ctrl_c_ends_a_batch() -> None:
    code = (
        "import os, signal, sys, threading, telltale\n"
        "c = telltale.Classifier()\n"
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
