"""A column of texts in pandas, and beside it what is known about each: one row a text, NaN where nothing is known."""

from __future__ import annotations

import pandas
import pyarrow
import telltale


def classify(texts: pandas.Series[str], classifier: telltale.Classifier) -> pandas.DataFrame:
    found = pyarrow.table(classifier.classify_batch(texts, mode="best")).to_pandas()
    return found.set_index(texts.index)


def main() -> None:
    issues = pandas.DataFrame(
        {
            "number": [101, 102],
            "text": [
                'failed calling webhook "webhook.cert-manager.io": Post "https://cert-manager-webhook.cert-manager.svc:443'
                '/mutate?timeout=10s": dial tcp 10.96.20.99:443: connect: connection refused',
                "How do I install this?",
            ],
        }
    )
    known = classify(issues["text"], telltale.Classifier())
    print(issues[["number"]].join(known[["finding", "owner", "confidence"]]).to_string())


if __name__ == "__main__":
    main()
