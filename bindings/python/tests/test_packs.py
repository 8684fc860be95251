"""Packs: loaded, looked at, checked, tested."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import pytest
import telltale
from samples import REFUSED, ROOT

RULES = ROOT / "rules" / "cert-manager-webhook"


def test_builtin() -> None:
    pack = telltale.Pack.builtin()
    assert "cert-manager-webhook" in telltale.Pack.builtin_names()
    assert (pack.name, pack.owner) == ("cert-manager-webhook", "cert-manager")
    assert pack.sections[0].id == "cert-manager-webhook/connection-refused"
    assert pack.sections[0].title_ja
    assert pack.sections[0] == telltale.Pack.builtin().sections[0]
    assert pack.sections[0].id in pack.findings
    assert all(signature.startswith("cert-manager-webhook/") for signature in pack.signatures)
    with pytest.raises(telltale.TelltaleError):
        telltale.Pack.builtin("nobody")


def test_folder_is_a_pack(tmp_path: Path) -> None:
    pack = telltale.Pack.load(RULES, cache_folder=tmp_path)
    assert pack.check() == ()
    classifier = telltale.Classifier([pack], only="*/connection-refused", cache_folder=tmp_path)
    assert len(classifier.classify(REFUSED)) == 1
    assert pickle.loads(pickle.dumps(classifier)).classify(REFUSED) == classifier.classify(REFUSED)
    assert pickle.loads(pickle.dumps(pack)).name == pack.name
    assert any(tmp_path.iterdir())


def test_pack_proves_itself(tmp_path: Path) -> None:
    """A small pack: the built-in one takes half a minute, and the command's own tests see to it."""
    folder = tmp_path / "printer"
    shutil.copytree(ROOT / "tests" / "rules" / "base", folder)
    report = telltale.Pack.load(folder, cache_folder="").test()
    assert report
    assert report.checks > 0
    assert report.signatures > 0
    section = folder / "sections" / "paper-jam.json"
    content = json.loads(section.read_text(encoding="utf-8"))
    example = content["signatures"][0]["examples"][0]
    example["text"] += " or so they say"
    example["fields"]["job"] = "another"
    section.write_text(json.dumps(content), encoding="utf-8")
    report = telltale.Pack.load(folder, cache_folder="").test()
    assert not report
    assert report.failures[0].severity == "error"


def test_every_problem_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(RULES, broken)
    (broken / "pack.json").write_text("{", encoding="utf-8")
    with pytest.raises(telltale.TelltaleError) as caught:
        telltale.Pack.load(broken, cache_folder="")
    (problem,) = (problem for problem in caught.value.problems if problem.file.endswith("pack.json"))
    assert problem.severity == "error"
    assert problem.message
    assert problem.remedy
    assert problem.line == 1
    assert problem.to_dict()["code"] == problem.code
    assert problem == pickle.loads(pickle.dumps(problem))
    assert str(problem) in str(caught.value) + "\n"
