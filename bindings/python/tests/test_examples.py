"""examples/python: each runs and says what it promises."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars
from samples import CLEAN, REFUSED, ROOT


def run(name: str, *arguments: str, stdin: str = "") -> str:
    words = [sys.executable, str(ROOT / "examples" / "python" / name), *arguments]
    return subprocess.run(words, input=stdin, capture_output=True, check=True, text=True, cwd=ROOT).stdout


def test_slack_triage(tmp_path: Path) -> None:
    channel = tmp_path / "platform-help"
    channel.mkdir()
    messages = [
        {"user": "U1", "ts": "1767225600.000100", "text": f"help\n```{REFUSED}```"},
        {"user": "U2", "ts": "1767225601.000100", "text": CLEAN},
        {"subtype": "channel_join", "ts": "1767225602.000100"},
    ]
    (channel / "2026-01-01.json").write_text(json.dumps(messages), encoding="utf-8")
    lines = run("slack_triage.py", str(tmp_path)).splitlines()
    assert lines == [
        "1 of 2 messages show a known failure",
        "    1  cert-manager-webhook/connection-refused  (cert-manager)  first in #platform-help at 1767225600.000100",
    ]


def test_issue_reply() -> None:
    reply = run("issue_reply.py", stdin=f"It does not work:\n```\n{REFUSED}\n```\n")
    assert "kubectl get endpoints -n cert-manager cert-manager-webhook" in reply
    assert run("issue_reply.py", stdin="How do I install this?") == ""


def test_logging_handler() -> None:
    said = run("logging_filter.py")
    assert "known failure: cert-manager-webhook/connection-refused" in said
    assert said.count("known failure") == 1


def test_parquet_issues(tmp_path: Path) -> None:
    path = tmp_path / "issues.parquet"
    polars.DataFrame({"number": [1, 2, 3], "body": [REFUSED, CLEAN, REFUSED]}).write_parquet(path)
    assert run("parquet_issues.py", str(path), "body") == (
        "     2  cert-manager-webhook/connection-refused  (cert-manager)\n"
    )


def test_pandas_column() -> None:
    said = run("pandas_column.py")
    assert "cert-manager-webhook/connection-refused" in said
