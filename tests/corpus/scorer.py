"""Scores the matches of `telltale classify` against labelled texts.

A case has `labels` that must be reported and `optional_labels` that may be; any other label of the corpus' vocabulary
is a false positive. Findings outside the vocabulary (evidence that no case is labelled with) are not judged. A label is
the last component of a finding's id.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

VOCABULARY = set(
    """
    connection-refused io-timeout x509-valid-for-internal service-not-found no-endpoints x509-expired request-canceled
    context-deadline-exceeded tls-handshake-timeout http-probe-500 service-unavailable server-unable-to-handle
    x509-unknown-authority autopilot-cluster-scoped autopilot-kube-system
    etcd-quota ca-bundle-not-injected cainjector-secret-missing cainjector-ignorable webhook-healthz-port
    readiness-refused leader-election-denied
    """.split()
)

Json = dict[str, Any]


@dataclass
class Score:
    """Sums over a corpus. `wrong` has one line a case that is not right, to be shown to people."""

    hits: int = 0
    misses: int = 0
    false_positives: int = 0
    owners_right: int = 0
    owners_judged: int = 0
    bad_spans: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.misses)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false_positives)

    @property
    def owner(self) -> float:
        return self.owners_right / max(1, self.owners_judged)


def read_jsonl(text: str) -> list[Json]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def read_corpus(path: Path) -> list[Json]:
    return read_jsonl(path.read_text(encoding="utf-8"))


def is_owner_right(case: Json, owners: set[str | None]) -> bool:
    """Owners of all matches of a case: another project's name for another project's webhook, cert-manager's otherwise.

    Evidence has no owner, and `unknown` is an honest answer for a call of cert-manager's.
    """
    named_others = owners - {"cert-manager", "unknown", None}
    if case.get("other_webhook"):
        return named_others == owners
    return not named_others or "cert-manager" in owners


def score(cases: list[Json], matches: list[Json]) -> Score:
    result = Score()
    found: dict[int, set[str]] = defaultdict(set)
    owners: dict[int, set[str | None]] = defaultdict(set)
    for match in matches:
        record, label = match["record"], match["finding"].rsplit("/", 1)[-1]
        if label not in VOCABULARY:
            continue
        found[record].add(label)
        owners[record].add(match["owner"])
        length = len(cases[record]["text"].encode("utf-8", "surrogatepass"))
        result.bad_spans += not 0 <= match["begin"] < match["end"] <= length
    for record, case in enumerate(cases):
        add_case(result, case, found[record], owners[record])
    return result


def add_case(result: Score, case: Json, got: set[str], owners: set[str | None]) -> None:
    required = set(case["labels"])
    missed = required - got
    false = got - required - set(case.get("optional_labels", []))
    result.hits += len(required & got)
    result.misses += len(missed)
    result.false_positives += len(false)
    owner_right = True
    if got and required:
        owner_right = is_owner_right(case, owners)
        result.owners_judged += 1
        result.owners_right += owner_right
    if missed or false or not owner_right:
        words = f"{case['id']}: missed {sorted(missed)}, false {sorted(false)}"
        result.wrong.append(words if owner_right else f"{words}, owners {sorted(map(str, owners))}")
