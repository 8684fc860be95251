"""What pickles call: the names and options of a Classifier or a Pack become the object again, once in a process."""

from __future__ import annotations

import threading
from typing import Any

from telltale._core import Classifier, Diagnosis, Pack

# A worker is sent the same classifier with every task. Compiled ones take some MB; more kinds than these are rare.
_MOST_KEPT = 8
_kept: dict[tuple[Any, ...], Classifier] = {}
# A thread that asks for what another one compiles waits for it; a class may unpickle others while it makes its own.
_lock = threading.RLock()


def classifier(
    kind: type[Classifier],
    packs: tuple[str, ...],
    only: tuple[str, ...],
    min_confidence: Any,
    max_matches: int,
    fields: bool,
    engine: Any,
    cache_folder: str | None,
) -> Classifier:
    """The classifier of these options: compiled at the first call, or found in its cache folder."""
    key = (kind, packs, only, min_confidence, max_matches, fields, engine, cache_folder)
    with _lock:
        made = _kept.get(key)
        if made is None:
            made = kind(
                list(packs) or None,
                only=only,
                min_confidence=min_confidence,
                max_matches=max_matches,
                fields=fields,
                engine=engine,
                cache_folder=cache_folder,
            )
            while len(_kept) >= _MOST_KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = made
    return made


def pack(kind: type[Pack], origin: str, is_builtin: bool, cache_folder: str | None) -> Pack:
    """The pack of this name or folder."""
    if is_builtin:
        return kind.builtin(origin, cache_folder=cache_folder)
    return kind.load(origin, cache_folder=cache_folder)


def part(diagnosis: Diagnosis, name: str, index: int) -> Any:
    """A part of a diagnosis: what stands in one of its tuples."""
    return getattr(diagnosis, name)[index]
