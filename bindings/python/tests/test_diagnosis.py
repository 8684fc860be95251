"""diagnose(): of texts, files and folders."""

from __future__ import annotations

import gzip
import json
import pickle
import subprocess
from pathlib import Path
from typing import Any

import pytest
import telltale
from samples import CLEAN, COMMAND, REFUSED, REFUSED_ID, ROOT


def test_diagnosis_of_a_text(classifier: telltale.Classifier) -> None:
    diagnosis = classifier.diagnose(REFUSED)
    assert not diagnosis.healthy
    assert not diagnosis.decided
    assert diagnosis.owner == "cert-manager"
    assert [section.id for section in diagnosis.sections] == [REFUSED_ID]
    assert {cause.state for cause in diagnosis.causes} == {"possible"}
    assert diagnosis.causes[0].title
    assert diagnosis.causes[0].explanation
    assert diagnosis.next[0].step == "check-endpoints"
    assert diagnosis.next[0].command == "kubectl get endpoints -n cert-manager cert-manager-webhook"
    assert diagnosis.sightings[0].finding == REFUSED_ID
    assert diagnosis.sections[0].sightings == diagnosis.sightings
    assert diagnosis.sightings[0].line == 1
    assert diagnosis.limits == ()


def test_evidence_speaks_for_a_cause(classifier: telltale.Classifier) -> None:
    endpoints = "$ kubectl get endpoints -n cert-manager cert-manager-webhook\nNAME ENDPOINTS AGE\n"
    diagnosis = classifier.diagnose([REFUSED, endpoints + "cert-manager-webhook   <none>   5h"])
    assert REFUSED_ID + "/endpoints-none" in diagnosis.evidence
    for cause in diagnosis.causes:
        for sighting in (*cause.evidence_for, *cause.evidence_against):
            assert sighting in diagnosis.sightings
    assert any(cause.evidence_for or cause.evidence_against for cause in diagnosis.causes)


def test_languages(classifier: telltale.Classifier) -> None:
    japanese = classifier.diagnose(REFUSED, lang="ja")
    english = classifier.diagnose(REFUSED)
    assert japanese == english
    assert japanese.sections[0].title != english.sections[0].title
    assert japanese.markdown(lang="en") == english.markdown()
    assert japanese.to_dict() == english.to_dict(lang="ja")
    with pytest.raises(ValueError, match="lang is 'en' or 'ja'"):
        classifier.diagnose(REFUSED, lang="de")  # type: ignore[arg-type]


def test_reports(classifier: telltale.Classifier) -> None:
    diagnosis = classifier.diagnose(REFUSED)
    assert "kubectl get endpoints" in diagnosis.markdown()
    assert str(diagnosis) == diagnosis.page()
    assert max(map(len, diagnosis.page(width=60).splitlines())) <= 100
    assert json.loads(json.dumps(diagnosis.to_dict())) == diagnosis.to_dict()
    assert diagnosis.to_dict()["causes"][0]["id"] == diagnosis.causes[0].id


def test_sources(classifier: telltale.Classifier, tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "apply.log").write_text(CLEAN + "\n" + REFUSED + "\n", encoding="utf-8")
    (folder / "old.log.gz").write_bytes(gzip.compress(REFUSED.encode()))
    (folder / "picture").write_bytes(bytes(range(256)) * 8)
    seen = classifier.diagnose(folder).sightings
    assert [(Path(sighting.source).name, sighting.line) for sighting in seen] == [("apply.log", 2), ("old.log.gz", 1)]
    assert classifier.diagnose(folder / "apply.log").sightings[0].line == 2
    assert classifier.diagnose({"apply.err": REFUSED}).sightings[0].source == "apply.err"
    assert classifier.diagnose({"apply.err": REFUSED.encode("utf-16")}).sightings[0].source == "apply.err"
    assert classifier.diagnose([CLEAN, REFUSED]).sightings[0].source == "text-2"
    assert len(classifier.diagnose([folder / "apply.log", REFUSED]).sightings) == 2


def test_same_as_the_command(classifier: telltale.Classifier) -> None:
    folder = ROOT / "examples" / "texts"
    words = [str(COMMAND), "diagnose", "--format", "json", str(folder)]
    said = subprocess.run(words, capture_output=True, check=True, text=True)
    assert classifier.diagnose(folder).to_dict() == json.loads(said.stdout)


def test_what_cannot_be_read(classifier: telltale.Classifier, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none: No such file or directory"):
        classifier.diagnose(tmp_path / "none")
    with pytest.raises(TypeError):
        classifier.diagnose(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        classifier.diagnose([1])  # type: ignore[list-item]


def test_nothing_is_healthy_or_empty(classifier: telltale.Classifier) -> None:
    diagnosis = classifier.diagnose(CLEAN)
    assert diagnosis.sections == diagnosis.causes == diagnosis.next == ()
    assert classifier.diagnose([]) == classifier.diagnose("")


def test_diagnosis_pickles(classifier: telltale.Classifier) -> None:
    folder = ROOT / "examples" / "texts"
    diagnosis = classifier.diagnose(folder, lang="ja")
    again = pickle.loads(pickle.dumps(diagnosis))
    assert (again, hash(again)) == (diagnosis, hash(diagnosis))
    assert (again.decided, again.limits) == (diagnosis.decided, diagnosis.limits)
    assert again.to_dict() == diagnosis.to_dict()
    assert again.to_dict(lang="en") == diagnosis.to_dict(lang="en")
    assert (again.markdown(), again.page()) == (diagnosis.markdown(), diagnosis.page())
    for name in ("sections", "causes", "next", "contradictions", "sightings"):
        parts = getattr(diagnosis, name)
        assert pickle.loads(pickle.dumps(parts)) == parts
        assert pickle.loads(pickle.dumps(parts[-1:])) == parts[-1:]
    assert diagnosis.sections
    assert diagnosis.causes
    assert diagnosis.next
    (title,) = {section.title for section in (diagnosis.sections[0], pickle.loads(pickle.dumps(diagnosis.sections[0])))}
    assert title != classifier.diagnose(folder).sections[0].title, "its language goes with it"


def test_pickle_of_parts_holds_their_diagnosis_once(classifier: telltale.Classifier) -> None:
    sightings = classifier.diagnose(ROOT / "examples" / "texts").sightings
    assert len(sightings) > 5
    assert len(pickle.dumps(sightings)) < 2 * len(pickle.dumps(sightings[0]))


def test_damaged_pickle_is_an_error(classifier: telltale.Classifier) -> None:
    pickled: Any = classifier.diagnose(REFUSED).__getstate__()
    state, language = pickled
    for size in range(0, len(state), 7):
        blank = telltale.Diagnosis.__new__(telltale.Diagnosis)
        with pytest.raises(ValueError, match="pickle"):
            blank.__setstate__((state[:size], language))  # type: ignore[attr-defined]
