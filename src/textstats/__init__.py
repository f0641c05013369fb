"""textstats: how two texts talk about the same thing, with the evidence behind every number.

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Corpus": "textstats.text.documents",
    "Document": "textstats.text.documents",
    "Counts": "textstats.stats.counts",
    "clean": "textstats.text.cleaning",
    "concordance": "textstats.text.concordance",
    "count": "textstats.stats.counts",
    "count_files": "textstats.scale.files",
    "read_corpus": "textstats.text.reading",
    "segment": "textstats.text.segments",
    "tokenize": "textstats.text.tokens",
    "Report": "textstats.reports.report",
    "TopicModel": "textstats.topics",
    "read_codebook": "textstats.framing.codebook",
    "code": "textstats.framing.evidence",
    "naming": "textstats.framing.naming",
    "stance": "textstats.framing.stance",
    "agency": "textstats.framing.agency",
    "reuse": "textstats.framing.reuse",
    "agreement": "textstats.framing.agreement",
    "collocations": "textstats.stats.collocations",
    "dispersion": "textstats.stats.dispersion",
    "diversity": "textstats.stats.diversity",
    "ngrams": "textstats.stats.ngrams",
    "readability": "textstats.stats.readability",
    "keyness": "textstats.stats.keyness",
    "lockwords": "textstats.stats.shared_words",
    "self_null": "textstats.stats.self_null",
    "word_shift": "textstats.stats.word_shift",
    "prevalence": "textstats.topics",
    "select_k": "textstats.topics",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'textstats' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
