"""The reply of a bot to an issue: what it probably is and what to look at, as Markdown; nothing when nothing is known.

usage: python issue_reply.py < issue.md
"""

from __future__ import annotations

import sys

import telltale


def reply(issue: str, classifier: telltale.Classifier) -> str:
    diagnosis = classifier.diagnose({"issue": issue})
    if not diagnosis.sections or diagnosis.owner != "cert-manager":
        return ""
    return diagnosis.markdown()


if __name__ == "__main__":
    sys.stdout.write(reply(sys.stdin.read(), telltale.Classifier()))
