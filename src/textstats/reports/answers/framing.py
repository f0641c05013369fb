"""What report 03 says: names, stance, shared passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from textstats.errors import InputError
from textstats.framing.evidence import standing
from textstats.reports.answers.wording import listed, share

if TYPE_CHECKING:
    from textstats.framing.codebook import Codebook
    from textstats.reports.report import Report, Shown
    from textstats.text.documents import Corpus

STANDS = {"plain": "own words", "scare": "in scare quotes", "quoted": "quoted"}


def grouped(report: Report, evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence without what was rejected, with the label of its text's group in a column `side`."""
    kept = standing(evidence)
    side = kept["doc_id"].astype(str).map(report.corpus.groups).map(report.labels)
    return kept.assign(side=side, referent=kept["referent"].astype(str), label=kept["label"].astype(str))


def names(report: Report, evidence: pd.DataFrame) -> pd.DataFrame:
    """One row per referent and name; for each side how often in own words, in scare quotes, quoted."""
    kept = grouped(report, evidence)
    keys = ["referent", "label"]
    table = pd.DataFrame(
        {column: hits.groupby(keys, sort=False).size() for column, hits in name_hits(report, evidence).items()},
        index=pd.MultiIndex.from_frame(kept[keys].drop_duplicates()),
    )
    table = table.fillna(0).astype(int)
    table["total"] = kept.groupby(keys, sort=False).size()
    order = table.assign(n=table.groupby(level="referent")["total"].transform("sum")).sort_values(
        ["n", "referent", "total"], ascending=[False, True, False], kind="stable"
    )
    return table.loc[order.index].drop(columns="total")


def name_hits(report: Report, evidence: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind each column of `names`; a column that would be empty everywhere is left out."""
    kept = grouped(report, evidence)
    columns = {
        f"{side}: {words}": kept[(kept["side"] == side) & (kept["mention"] == mention)]
        for side in report.labels.values()
        for mention, words in STANDS.items()
    }
    return {column: hits for column, hits in columns.items() if len(hits)}


def answer(
    report: Report, named: pd.DataFrame, framed: pd.DataFrame, stances: tuple[pd.DataFrame, pd.DataFrame]
) -> list[Markup]:
    """The commonest own name of the commonest referent, the widest gap in stance, and what quotation would change."""
    own = grouped(report, named)
    own = own[own["mention"] != "quoted"]
    said = []
    if len(own):
        referent = own["referent"].value_counts().index[0]
        parts = []
        for side in report.labels.values():
            here = own[(own["side"] == side) & (own["referent"] == referent)]
            if len(here):
                best = here["label"].value_counts().index[0]
                hits = here[here["label"] == best]
                parts.append(
                    Markup("{} mostly <em>{}</em> ({} of {})").format(
                        side, best, report.count(hits, f"{best} — {side}"), report.count(here, f"{referent} — {side}")
                    )
                )
        said.append(
            Markup("In their own words, what the codebook calls “{}” is for {}.").format(
                referent, Markup(listed(parts))
            )
        )
    told = stance_table(report, stances[0], stances[1])
    known = told[told["ci_low"].notna()]
    apart = [
        (code, rows)
        for code, rows in known.groupby("code", sort=False)
        if len(rows) == 2
        and (rows["ci_low"].iloc[0] > rows["ci_high"].iloc[1] or rows["ci_low"].iloc[1] > rows["ci_high"].iloc[0])
    ]
    if apart:
        names = [Markup("<em>{}</em>").format(code) for code, _ in apart]
        said.append(Markup("Their intervals part in {}.").format(Markup(listed(names))))
    elif len(told):
        said.append(Markup("In no marker of stance do the intervals of both sides part."))
    if len(framed):
        kept = grouped(report, framed)
        quoted = kept[kept["voice"] == "quoted"]
        said.append(
            Markup(
                "Of the passages that name a problem, a cause, a judgement or a remedy, {} stand in quotations: they are not the author’s."
            ).format(share(len(quoted), len(kept)))
        )
    return said


def elements(report: Report, evidence: pd.DataFrame) -> pd.DataFrame:
    """One row per frame element and code; for each side how often in own words and quoted."""
    keys = ["function", "label"]
    kept = _elements(report, evidence)
    columns = element_hits(report, evidence)
    table = pd.DataFrame(
        {name: hits.groupby(keys, sort=False).size() for name, hits in columns.items()},
        index=pd.MultiIndex.from_frame(kept[keys].drop_duplicates()),
    )
    return table.fillna(0).astype(int)


def element_hits(report: Report, evidence: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind each column of `elements`."""
    kept = _elements(report, evidence)
    columns = {
        f"{side}: {words}": kept[(kept["side"] == side) & (kept["voice"] == voice)]
        for side in report.labels.values()
        for voice, words in (("author", "own words"), ("quoted", "quoted"))
    }
    return {column: hits for column, hits in columns.items() if len(hits)}


def _elements(report: Report, evidence: pd.DataFrame) -> pd.DataFrame:
    kept = grouped(report, evidence[evidence["function"].notna()])
    order = {name: n for n, name in enumerate(evidence["function"].cat.categories)}
    kept = kept.assign(function=kept["function"].astype(str))
    return kept.iloc[kept["function"].map(order).argsort(kind="stable")]


def stance_table(report: Report, evidence: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """One row per marker and text: hits, rate and interval, with the label of the text as `side`."""
    from textstats.framing.stance import stance

    table = stance(evidence, tokens)
    labels = {document.doc_id: document.label for document in report.corpus}
    table = table.assign(side=table["doc_id"].astype(str).map(labels), code=table["code"].astype(str))
    return table[["side", "code", "n_hits", "per_1000", "ci_low", "ci_high"]]


def stance_hits(report: Report, evidence: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The passages behind each count of `stance_table`."""
    kept = standing(evidence)
    labels = {document.doc_id: document.label for document in report.corpus}
    own = kept[kept["voice"] == "author"]
    return {"n_hits": own.assign(side=own["doc_id"].astype(str).map(labels), code=own["code"].astype(str))}


def parsed(tokens: pd.DataFrame, codebook: Codebook, corpus: Corpus) -> pd.DataFrame | str:
    """Who does what to whom in the authors' own words; a sentence that says what is missing where no parser is."""
    from textstats.errors import MissingExtraError
    from textstats.framing.agency import agency

    try:
        table = agency(tokens, codebook, corpus)
    except MissingExtraError as error:
        return f"Agents and patients are left out: {error}"
    return table[table["voice"] == "author"]


def roles(report: Report, evidence: pd.DataFrame | str, *, n: int = 8) -> Shown:
    """The table of agents and patients, or the sentence that says why there is none."""
    if isinstance(evidence, str):
        return report.note(evidence)
    kept = grouped(report, evidence)
    columns: dict[str, pd.DataFrame] = {}
    for side in report.labels.values():
        own = kept[kept["side"] == side]
        acts = own["role"] == "agent"
        plain = (own["polarity"] == "affirmed") & (own["modality"] == "asserted")
        columns[f"{side}: acts"] = own[acts & plain]
        columns[f"{side}: acts, denied or only possible"] = own[acts & ~plain]
        columns[f"{side}: is acted upon"] = own[own["role"] == "patient"]
    columns = {name: hits for name, hits in columns.items() if len(hits)}
    table = (
        pd.DataFrame({name: hits.groupby("label", sort=False).size() for name, hits in columns.items()})
        .fillna(0)
        .astype(int)
    )
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index].head(n)
    return report.table(table, "Who acts and who is acted upon most, in the authors’ own words.", passages=columns)


def reviewed(annotations: str, file: str = "reviews.csv") -> pd.DataFrame | None:
    """What a person decided on earlier hits, if the folder of annotations holds any."""
    from textstats.framing.reviews import read_reviews

    path = Path(annotations) / file
    return read_reviews(path) if annotations and path.exists() else None


def review_log(report: Report, *evidence: pd.DataFrame) -> Shown:
    """How many hits a person confirmed or rejected, and which reviews no longer match the text."""
    rows: dict[str, dict[str, int]] = {}
    for frame in evidence:
        counts = frame["status"].astype(str).value_counts()
        rows[str(frame.attrs.get("codebook", len(rows) + 1))] = {
            status: int(counts.get(status, 0)) for status in ("auto", "confirmed", "rejected")
        } | {"unmatched": len(frame.attrs.get("stale_reviews", ()))}
    table = pd.DataFrame(rows).T
    table.index.name = "codebook"
    return report.table(table, "Hits by what a person decided; reviews that match no passage any more.")


def shared(report: Report, candidates: pd.DataFrame, *, longest: int = 220) -> pd.DataFrame:
    """One row per pair of passages that the texts share: both passages, whose words, and what they have in common."""

    def short(text: str) -> str:
        flat = " ".join(text.split())
        return flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0] + " …"

    labels = {document.doc_id: document.label for document in report.corpus}
    rows = [
        {
            "candidate": int(row["candidate"]),
            "kind": str(row["kind"]),
            labels[str(row["doc_id"])]: short(row["passage"]),
            labels[str(row["other_doc_id"])]: short(row["other_passage"]),
            "shared": str(row["shared"]),
            "passages": 2,
        }
        for row in candidates.to_dict("records")
    ]
    return pd.DataFrame(rows).set_index("candidate")


def shared_hits(candidates: pd.DataFrame, tokens: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Both passages of each candidate, with the paragraph in which each begins."""
    one = candidates[["candidate", "doc_id", "start", "stop", "voice", "speaker"]]
    names = ["other_doc_id", "other_start", "other_stop", "other_voice", "other_speaker"]
    other = candidates[["candidate", *names]].rename(columns=lambda name: name.removeprefix("other_"))
    both = pd.concat([one.astype({"doc_id": str}), other.astype({"doc_id": str})]).sort_values(
        "candidate", kind="stable"
    )
    first = tokens[["doc_id", "start", "paragraph"]].astype({"doc_id": str})
    merged = pd.merge_asof(
        both.sort_values("start"), first.sort_values("start"), on="start", by="doc_id", direction="forward"
    )
    return {"passages": merged.sort_values(["candidate", "doc_id"], kind="stable")}


def show_shared(report: Report, tokens: pd.DataFrame, n: int) -> Shown:
    """The n likeliest pairs of passages that the texts share; more than two texts have too many pairs to read."""
    from textstats.framing.reuse import reuse

    if len(report.corpus) != 2:
        raise InputError(f"shared passages are sought between two texts; the corpus holds {len(report.corpus)}.")
    pairs = reuse(tokens, report.corpus, n_candidates=n)
    if pairs.empty:
        return report.note("No two passages of these texts have enough in common.")
    return report.table(
        shared(report, pairs),
        "Passages that the texts share, the likeliest first.",
        passages=shared_hits(pairs, tokens),
    )
