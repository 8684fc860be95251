"""Classifier: what it takes, what it returns, how it refuses."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
import telltale
from samples import CLEAN, NO_ENDPOINTS, REFUSED, REFUSED_ID


def test_match_says_what_where_and_whose(classifier: telltale.Classifier) -> None:
    (match,) = classifier.classify(REFUSED)
    assert match.finding == match.section == REFUSED_ID
    assert match.pack == "cert-manager-webhook"
    assert match.signature.startswith(REFUSED_ID + "/")
    assert match.frame == "webhook-call"
    assert (match.role, match.confidence, match.owner) == ("symptom", "high", "cert-manager")
    assert (match.line, match.column) == (1, 26)
    assert REFUSED[slice(*match.span)].endswith("connection refused")
    assert match.fields["webhook"] == "webhook.cert-manager.io"
    assert match.title == "The webhook refuses the connection"
    assert match.link.startswith("https://cert-manager.io/")


def test_field_has_a_place(classifier: telltale.Classifier) -> None:
    (match,) = classifier.classify("é " + REFUSED)
    assert ("é " + REFUSED)[slice(*match.field_span("address"))] == match.fields["address"] == "10.96.20.99:443"
    with pytest.raises(KeyError, match="nobody"):
        match.field_span("nobody")


def test_fields_are_read_only(classifier: telltale.Classifier) -> None:
    (match,) = classifier.classify(REFUSED)
    with pytest.raises(TypeError):
        match.fields["webhook"] = "another"  # type: ignore[index]


def test_no_match_is_one_empty_false_result(classifier: telltale.Classifier) -> None:
    nothing = classifier.classify(CLEAN)
    assert not nothing
    assert len(nothing) == 0
    assert list(nothing) == []
    assert nothing.limits == ()
    assert nothing is classifier.classify(b"") is telltale.Classifier(engine="re2").classify("x")


def test_classification_is_a_sequence(classifier: telltale.Classifier) -> None:
    found = classifier.classify(REFUSED + "\n" + NO_ENDPOINTS)
    assert len(found) == 2
    assert found
    assert found[0] == found.matches[0]
    assert found[-1] == found[1] == list(found)[1]
    assert found[:1] == found.matches[:1]
    assert found[0].line == 1
    assert found[1].line == 2
    with pytest.raises(IndexError):
        found[2]


def test_results_are_frozen_equal_and_hashable(classifier: telltale.Classifier) -> None:
    one, other = classifier.classify(REFUSED), classifier.classify(REFUSED)
    assert one is not other
    assert one == other
    assert hash(one) == hash(other)
    assert one != classifier.classify(NO_ENDPOINTS)
    assert one != "something else"
    assert one[0] == other[0]
    assert len({one[0], other[0]}) == 1
    for attribute in ("finding", "new"):
        with pytest.raises(AttributeError):
            setattr(one[0], attribute, "x")
    assert not hasattr(one[0], "__dict__")
    assert repr(one[0]) == (
        "<telltale.Match cert-manager-webhook/connection-refused at 1:26, owner cert-manager, confidence high>"
    )
    assert repr(one) == f"<telltale.Classification [{one[0]!r}]>"


def test_to_dict_is_json(classifier: telltale.Classifier) -> None:
    found = classifier.classify("é " + REFUSED)
    again = json.loads(json.dumps(found.to_dict()))
    assert again == found.to_dict()
    assert again["limits"] == []
    (match,) = again["matches"]
    assert (match["begin"], match["end"]) == found[0].span
    assert (match["bytes_begin"], match["bytes_end"]) == found[0].bytes_span
    assert match["fields"] == dict(found[0].fields)


def test_results_pickle(classifier: telltale.Classifier) -> None:
    found = classifier.classify("é " + REFUSED + "\n" + NO_ENDPOINTS)
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again[1].to_dict() == found[1].to_dict()
    assert pickle.loads(pickle.dumps(found[1])) == found[1]
    assert pickle.loads(pickle.dumps(classifier.classify(""))) == classifier.classify("")


def test_state_that_grows_while_it_is_read(classifier: telltale.Classifier) -> None:
    """Nobody pickles so; but what is read has to stay where it is."""
    (match,) = classifier.classify(REFUSED)
    state: list[Any] = list(match.__getstate__())  # type: ignore[call-overload]
    fields = state[15]

    class Growing:
        def __index__(self) -> int:
            fields.extend(("webhook", b"x" * size, 0, 0, (0, 0)) for size in range(1200))
            return 26

    state[10] = Growing()
    again = telltale.Match.__new__(telltale.Match)
    again.__setstate__(tuple(state))  # type: ignore[attr-defined]
    assert (again.pack, again.frame, again.owner) == (match.pack, match.frame, match.owner)
    assert again.fields == match.fields


def test_results_outlive_the_classifier() -> None:
    found = telltale.Classifier(engine="re2").classify(REFUSED)
    assert found[0].finding == REFUSED_ID


def test_limit_is_said() -> None:
    found = telltale.Classifier(max_matches=1).classify(REFUSED + "\n" + NO_ENDPOINTS)
    assert len(found) == 1
    assert found.limits == ("matches",)
    assert pickle.loads(pickle.dumps(found)).limits == ("matches",)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"only": "*/no-endpoints*"}, 1),
        ({"only": ["*/no-endpoints*", "*/connection-refused"]}, 2),
        ({"min_confidence": "high"}, 2),
        ({"engine": "re2"}, 2),
        ({"packs": ["cert-manager-webhook"]}, 2),
        ({"packs": [telltale.Pack.builtin(cache_folder="")]}, 2),
        ({"cache_folder": ""}, 2),
    ],
)
def test_options(options: dict[str, object], expected: int) -> None:
    classifier = telltale.Classifier(**options)  # type: ignore[arg-type]
    assert len(classifier.classify(REFUSED + "\n" + NO_ENDPOINTS)) == expected


def test_without_fields() -> None:
    (match,) = telltale.Classifier(fields=False).classify(REFUSED)
    assert dict(match.fields) == {}


def test_wrong_options_are_said() -> None:
    with pytest.raises(ValueError, match="engine is 'auto', 'hyperscan' or 're2', not 'x'"):
        telltale.Classifier(engine="x")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="min_confidence is 'low', 'medium' or 'high'"):
        telltale.Classifier(min_confidence="x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not a str"):
        telltale.Classifier("cert-manager-webhook")
    with pytest.raises(TypeError):
        telltale.Classifier(packs=[1])  # type: ignore[list-item]


def test_pack_that_is_not_there_is_an_error_with_problems(tmp_path: Path) -> None:
    with pytest.raises(telltale.TelltaleError) as caught:
        telltale.Classifier(packs=[tmp_path / "none", tmp_path / "neither"])
    assert [problem.code for problem in caught.value.problems] == ["pack-unknown", "pack-unknown"]
    assert "remedy:" in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems
    assert str(again) == str(caught.value)


def test_classifier_pickles_as_its_options() -> None:
    classifier = telltale.Classifier(only="*/no-endpoints*", engine="re2")
    pickled = pickle.dumps(classifier)
    assert len(pickled) < 300
    again = pickle.loads(pickled)
    assert again is pickle.loads(pickled)
    assert again.engine_info.engine == "re2"
    assert len(again.classify(REFUSED + "\n" + NO_ENDPOINTS)) == 1


def test_subclass() -> None:
    class Mine(telltale.Classifier):
        def first(self, text: str) -> str:
            return self.classify(text)[0].finding

    mine = Mine(engine="re2")
    assert mine.first(REFUSED) == REFUSED_ID
    assert "Mine" in repr(mine)

    class Broken(telltale.Classifier):
        def __init__(self) -> None:
            pass

    with pytest.raises(TypeError):
        Broken()
    with pytest.raises(TypeError, match="never initialised"):
        telltale.Classifier.__new__(telltale.Classifier).classify("x")


def test_wrong_calls(classifier: telltale.Classifier) -> None:
    with pytest.raises(TypeError, match="takes one text"):
        classifier.classify()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        classifier.classify(text="x")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        telltale.Classifier.classify("x", "y")  # type: ignore[arg-type]


def test_explain(classifier: telltale.Classifier) -> None:
    explanation = classifier.explain("é " + REFUSED)
    assert explanation.steps[0][0] == "gate"
    assert explanation.classification == classifier.classify("é " + REFUSED)
    assert "== gate" in str(explanation)
    assert classifier.explain("connection refused").classification == classifier.classify("")


def test_engine_info(classifier: telltale.Classifier) -> None:
    info = classifier.engine_info
    assert info.engine in ("hyperscan", "re2")
    assert info.patterns > 10
    assert info.version
    assert info.reason
