"""telltale: which known failure does this text show, where, and with which fields?

>>> import telltale
>>> classifier = telltale.Classifier()
>>> text = (
...     'failed calling webhook "webhook.cert-manager.io": Post "https://cert-manager-webhook.cert-manager.svc:443/mutate'
...     '?timeout=10s": dial tcp 10.96.20.99:443: connect: connection refused'
... )
>>> for match in classifier.classify(text):
...     print(match.finding, match.owner, match.fields["address"])
cert-manager-webhook/connection-refused cert-manager 10.96.20.99:443

Spans count what was given: indices of a str, so that text[match.span[0]:match.span[1]] is the evidence, and bytes of
bytes, of other buffers and of Arrow columns. Match.bytes_span always counts bytes; those of a str are of its UTF-8.

A Classifier is compiled once and used by any number of threads. Nothing that a text says raises an error.
"""

from telltale._core import (
    Classification,
    Classifier,
    DiagnosedCause,
    DiagnosedContradiction,
    DiagnosedSection,
    Diagnosis,
    EngineInfo,
    Explanation,
    Match,
    NextStep,
    Pack,
    PackTestReport,
    Problem,
    Row,
    Section,
    Sighting,
    Table,
    __version__,
)
from telltale._errors import TelltaleError

__all__ = [
    "Classification",
    "Classifier",
    "DiagnosedCause",
    "DiagnosedContradiction",
    "DiagnosedSection",
    "Diagnosis",
    "EngineInfo",
    "Explanation",
    "Match",
    "NextStep",
    "Pack",
    "PackTestReport",
    "Problem",
    "Row",
    "Section",
    "Sighting",
    "Table",
    "TelltaleError",
    "__version__",
]

# Where people, pickles and tracebacks look for them.
for _name in __all__:
    if _name != "__version__":
        globals()[_name].__module__ = "telltale"
del _name
