"""examples/python: each runs and says what it promises."""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from samples import CLEAN, REFUSED, ROOT, SPARK_WARNS, needs


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


def test_pandas_column() -> None:
    needs("pandas", "pyarrow")
    said = run("pandas_column.py")
    assert "cert-manager-webhook/connection-refused" in said


def run_here(name: str, *arguments: str) -> str:
    """Runs an example in this process, whose Java is awake: another one would need ten seconds to get up."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said), pytest.raises(SystemExit) as ended:
        patch.setattr(sys, "argv", [name, *arguments])
        runpy.run_path(str(ROOT / "examples" / "python" / name), run_name="__main__")
    assert ended.value.code == 0
    return said.getvalue()


@SPARK_WARNS
def test_parquet_issues_with_spark(settings_of_spark: None, tmp_path: Path) -> None:
    needs("polars", "pyspark")
    import polars

    path = tmp_path / "issues.parquet"
    polars.DataFrame({"number": [1, 2, 3, 4], "body": [REFUSED, CLEAN, None, REFUSED]}).write_parquet(path)
    assert run_here("parquet_issues.py", str(path), "body") == (
        "     2  cert-manager-webhook/connection-refused  (cert-manager)\n"
    )


@SPARK_WARNS
def test_spark_job(settings_of_spark: None, tmp_path: Path) -> None:
    needs("polars", "pyspark")
    import polars

    source, target = tmp_path / "texts.parquet", tmp_path / "known"
    polars.DataFrame({"number": [1, 2, 3], "text": [REFUSED, CLEAN, REFUSED]}).write_parquet(source)
    said = run_here("spark_job.py", str(source), str(target))
    assert said == "     2  cert-manager-webhook/connection-refused  (cert-manager)\n"
    written = polars.read_parquet(target / "*.parquet").sort("number")
    assert written["number"].to_list() == [1, 3]
    assert written.columns[2:5] == ["finding", "section", "signature"]
