"""A logging filter that says in every record which known failure it shows.

A record without one costs a microsecond: it is classified only when it is of level WARNING or above.
"""

from __future__ import annotations

import logging
import sys

import telltale


class KnownFailures(logging.Filter):
    """Adds `record.telltale` (a telltale.Classification) and, to the message, the finding and the link."""

    def __init__(self, classifier: telltale.Classifier) -> None:
        super().__init__()
        self.classifier = classifier

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        found = self.classifier.classify(record.getMessage())
        record.telltale = found
        if found:
            record.msg = f"{record.getMessage()} (known failure: {found[0].finding}, see {found[0].link})"
            record.args = ()
        return True


def main() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(KnownFailures(telltale.Classifier()))
    logging.basicConfig(handlers=[handler], level=logging.INFO, format="%(levelname)s %(message)s")
    logging.info("applying issuer.yaml")
    logging.error(
        "%s",
        'failed calling webhook "webhook.cert-manager.io": Post "https://cert-manager-webhook.cert-manager.svc:443/mutate'
        '?timeout=10s": dial tcp 10.96.20.99:443: connect: connection refused',
    )
    logging.error("out of coffee")


if __name__ == "__main__":
    main()
