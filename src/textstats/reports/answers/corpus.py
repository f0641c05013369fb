"""What report 01 says: what was read, and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from textstats.reports.answers.wording import listed, share

if TYPE_CHECKING:
    from textstats.reports.report import Report
    from textstats.text.documents import Corpus

KNOWN = ("title", "author", "publication", "date")


def answer(report: Report, tokens: pd.DataFrame, segments: pd.DataFrame) -> list[Markup]:
    """How much of each text is somebody else's words, whose, and what a person should look at."""
    corpus = report.corpus
    quoted = quotations(segments)
    shares = []
    for document in corpus:
        own = tokens[tokens["doc_id"] == document.doc_id]
        n = int((own["voice"] == "quoted").sum())
        spans = quoted[quoted["doc_id"] == document.doc_id]
        shares.append(
            Markup("{} of the {:,} words of {} ({} quotations)").format(
                share(n, len(own)), len(own), document.label, report.count(spans, f"Quotations in {document.label}")
            )
        )
    said = [Markup("Somebody else’s words make up {}.").format(Markup(listed(shares)))]
    speakers = tokens.loc[tokens["voice"] == "quoted", "speaker"].astype(object)
    named = speakers.dropna().value_counts()
    if len(named):
        said.append(
            Markup(
                "{} is quoted most: {:,} of the {:,} quoted words; for {:,} of them the text names no speaker."
            ).format(named.index[0], int(named.iloc[0]), len(speakers), int(speakers.isna().sum()))
        )
    unknown = int((tokens["voice"] == "unknown").sum())
    marks = to_review(corpus, segments)
    said.append(
        Markup("{} mark{} or quotation{} want{} a person’s eye; {:,} words have an unknown voice.").format(
            len(marks), *(("", "", "s") if len(marks) == 1 else ("s", "s", "")), unknown
        )
    )
    return said


def documents(corpus: Corpus, tokens: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """One row per text: what is known of it, and its size."""
    quoted = quotations(segments)
    rows = []
    for document in corpus:
        own = tokens[tokens["doc_id"] == document.doc_id]
        rows.append(
            {"label": document.label}
            | {name: document.metadata.get(name) for name in KNOWN}
            | {
                "paragraphs": int(own["paragraph"].nunique()),
                "sentences": int(own["sentence"].nunique()),
                "n_tokens": len(own),
                "n_types": int(own["type"].nunique()),
                "quotations": int((quoted["doc_id"] == document.doc_id).sum()),
                "quoted_share": float((own["voice"] == "quoted").mean()) if len(own) else float("nan"),
            }
        )
    return pd.DataFrame(rows, index=pd.Index(corpus.ids, name="doc_id"))


def quotations(segments: pd.DataFrame) -> pd.DataFrame:
    """Every quotation: quoted segments that follow each other without a gap (a title, another's word inside) make one."""
    quoted = segments[segments["voice"] == "quoted"].copy()
    quoted["speaker"] = quoted["speaker"].astype(object).where(quoted["speaker"].notna(), "not named")
    follows = quoted["start"].eq(quoted["stop"].shift()) & quoted["doc_id"].astype(str).eq(
        quoted["doc_id"].astype(str).shift()
    )
    joined = quoted.groupby((~follows).cumsum(), sort=False)
    columns = ["doc_id", "paragraph", "voice", "speaker"]
    return joined[columns].first().assign(start=joined["start"].min(), stop=joined["stop"].max()).reset_index(drop=True)


def audit(corpus: Corpus) -> pd.DataFrame:
    """How each file was decoded, and what cleaning changed in it."""
    rows = []
    for document in corpus:
        changes = document.metadata.get("audit") or ()
        rows.append(
            {
                "label": document.label,
                "encoding": document.metadata.get("encoding"),
                "decided": document.metadata.get("encoding_basis"),
                "changes": "; ".join(f"{c['step'].replace('_', ' ')}: {c['n_changes']}" for c in changes) or "none",
            }
        )
    return pd.DataFrame(rows, index=pd.Index(corpus.ids, name="doc_id"))


def voices(tokens: pd.DataFrame) -> pd.DataFrame:
    """Words of each voice in each text."""
    import pandas as pd

    return pd.crosstab(tokens["doc_id"].astype(str), tokens["voice"].astype(str))


def speakers(tokens: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Words and quotations of each speaker in each text."""
    quoted = tokens[tokens["voice"] == "quoted"].copy()
    quoted["speaker"] = quoted["speaker"].astype(object).where(quoted["speaker"].notna(), "not named")
    spans = quotations(segments).groupby(["doc_id", "speaker"], observed=True, sort=False).size()
    words = quoted.groupby(["doc_id", "speaker"], observed=True, sort=False).size()
    table = pd.DataFrame({"n_tokens": words, "quotations": spans}).fillna(0).astype(int)
    return table.sort_values(["n_tokens"], ascending=False, kind="stable")


def to_review(corpus: Corpus, segments: pd.DataFrame) -> pd.DataFrame:
    """Unpaired marks, words of unknown voice and quotations without a speaker."""
    pick = segments[
        (segments["voice"] == "unknown")
        | (segments["kind"] == "stray")
        | (segments["kind"].isin(["inline", "block"]) & segments["speaker"].isna())
    ]
    rows = [
        {
            "doc_id": corpus[str(row["doc_id"])].label,
            "paragraph": int(row["paragraph"]) + 1,
            "kind": str(row["kind"]),
            "text": _short(corpus[str(row["doc_id"])].text[row["start"] : row["stop"]]),
        }
        for row in pick.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "kind", "text"]).set_index("doc_id")


def labelled(table: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The table with the labels of the texts instead of their ids, the group as its row heading."""
    names = {document.doc_id: document.label for document in corpus}
    result = table.reset_index() if table.index.name else table.copy()
    key = "group" if "group" in result.columns else "doc_id"
    result[key] = [names.get(str(value), str(value)) for value in result[key]]
    return result.set_index(key)


def _short(text: str, longest: int = 90) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rsplit(" ", 1)[0] + " …"
