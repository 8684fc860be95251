"""Texts that the tests share, and where the checkout and the command are."""

from __future__ import annotations

import importlib.util
import json
import os
import sysconfig
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]

# The binary that the package is compared with.
COMMAND = Path(os.environ.get("TELLTALE", ROOT / "build" / "release" / "telltale"))

# What the wheel was built of.
SOURCE = Path(os.environ.get("TELLTALE_SDIST", ROOT / "build" / "python" / "source.tar.gz"))

# Whether this Python can do without a GIL.
FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))

REFUSED = (
    'Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post '
    '"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s": dial tcp 10.96.20.99:443: connect: '
    "connection refused"
)
NO_ENDPOINTS = (
    'Error from server (InternalError): failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post '
    '"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s": no endpoints available for service '
    '"cert-manager-webhook"'
)
CLEAN = "I0219 06:12:40.500121 1 leader.go:258] everything is as it should be, 12 of 12 jobs are done"

REFUSED_ID = "cert-manager-webhook/connection-refused"

# Spark leaves the sockets open that it collects results from, and compares versions in an old way.
SPARK_WARNS = pytest.mark.filterwarnings(
    "ignore:unclosed <socket:ResourceWarning", "ignore:distutils Version classes:DeprecationWarning"
)


def needs(*modules: str) -> None:
    """Skips where a free-threaded Python lacks one of them, since not everybody has wheels for it. No other may."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing and FREE_THREADED:
        pytest.skip(f"no {', '.join(missing)} for this free-threaded Python", allow_module_level=True)


def corpus_texts() -> list[str]:
    """Every text of tests/corpus, files of a case one by one."""
    texts: list[str] = []
    for path in sorted((ROOT / "tests" / "corpus").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record: dict[str, Any] = json.loads(line)
            texts.extend(record["files"].values() if "files" in record else [record["text"]])
    return texts
