"""What a text is about: topics, how stable and coherent they are, and how groups differ in them.

`TopicModel` alone needs scikit-learn at import; it is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "TopicModel": "model",
    "top_words": "words",
    "topic_diversity": "words",
    "content_words": "words",
    "Cooccurrence": "windows",
    "cooccurrence": "windows",
    "coherence": "npmi",
    "match_topics": "matching",
    "stability": "matching",
    "select_k": "selection",
    "fit_chunks": "passes",
    "threads": "passes",
    "topic_map": "tables",
    "topic_blocks": "tables",
    "word_topics": "tables",
    "prevalence": "shares",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'textstats.topics' has no attribute {name!r}")
    value = getattr(import_module(f"textstats.topics.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
