"""Whatever stands in titles, names, labels, texts and outputs: in a report it is text, and nothing runs or is fetched."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from payloads import PAYLOADS, RAN
from strict_page import faults, text

import textstats as ts
from textstats.reports.build import Entry
from textstats.reports.landing import landing
from textstats.reports.render import render
from textstats.reports.sanitise import sanitise, visible

IDS = itertools.count()
EVERY = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)


def cell(kind: str, source: str, outputs: list[dict[str, Any]] | None = None, **metadata: Any) -> dict[str, Any]:
    made = {"cell_type": kind, "source": source, "metadata": metadata, "id": f"c{next(IDS)}"}
    return made | ({"outputs": outputs or [], "execution_count": None} if kind == "code" else {})


def shown(thing: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": thing._repr_mimebundle_()}


def data(**by_type: str) -> dict[str, Any]:
    kinds = {name.replace("_", "/"): value for name, value in by_type.items()}
    return {"output_type": "display_data", "metadata": {}, "data": kinds}


def of_report(payload: str) -> list[dict[str, Any]]:
    """What a notebook of ours shows when everything in its corpus is the payload."""
    clean = payload.replace("\ud800", "")
    left = ts.Document("a", f"First {clean} stands here. “So {clean} was said,” said Ann.\n\nMore {clean}.", {"title": payload, "author": payload})
    right = ts.Document(payload or "b", f"{clean} stands there, too. War, war.", {"label": payload, "group": payload})
    corpus = ts.Corpus([left, right])
    segments = ts.segment(corpus)
    tokens = ts.tokenize(corpus, segments)
    report = ts.Report(corpus, tokens, segments)
    stands = tokens[tokens["type"].isin(["stands", "war"])].assign(type=lambda t: t["type"].astype(str))
    stands = stands.assign(speaker=payload, voice="quoted")
    table = pd.DataFrame({"frequency": [2, 2], payload: [payload, 0.5]}, index=pd.Index(["stands", "war"], name="type"))
    named = pd.DataFrame({payload: [1]}, index=pd.Index([payload], name=payload))
    return [
        shown(report.answer(payload, report.sentence("{} of {}", payload, (stands, payload)))),
        shown(report.table(table, payload, passages={"frequency": stands}, labels={"frequency": payload}, note=payload)),
        shown(report.table(named, payload)),
        shown(report.note(payload)),
        shown(report.passages()),
        shown(report.provenance(**{"voice": payload, payload: payload})),
    ]  # fmt: skip


def notebook(payload: str) -> dict[str, Any]:
    """The payload in every cell and every kind of output, ours and anybody's."""
    anybody = [
        {"output_type": "stream", "name": "stdout", "text": payload},
        {"output_type": "stream", "name": "stderr", "text": payload},
        data(text_html=payload, text_plain=payload),
        data(text_html=f"<p title='{payload}'>{payload}</p><p title={payload}>x</p>"),
        data(text_html=f"<figure class='plot'><svg><title>{payload}</title>{payload}<text fill='{payload}'>{payload}</text></svg></figure>"),
        data(text_markdown=payload),
        data(text_markdown=f"- {payload}\n\n> `{payload}`"),
        data(text_plain=payload),
        data(image_svg_xml=payload, application_javascript=RAN, text_latex=payload),
        {"output_type": "error", "ename": payload, "evalue": payload, "traceback": [payload]},
    ]  # fmt: skip
    return {
        "cells": [
            cell("markdown", f"# Title {payload}\n\nWhy {payload}"),
            cell("markdown", f"## {payload}\n\n{payload}\n\n### {payload}"),
            cell("code", payload, of_report(payload)),
            cell("code", f"x = {payload!r}", anybody, tags=["picture", payload.replace(",", "") or "x"]),
            cell("raw", payload),
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def pages(payload: str, out: Path) -> dict[str, str]:
    import nbformat

    stem = payload.replace("/", "").replace("\0", "").replace("\ud800", "")  # what a file can be called
    page = render(nbformat.from_dict(notebook(payload)), name=stem, siblings={stem: payload, "b": f"B {payload}"})
    entries = {
        stem: Entry(page.title, page.question, list(page.answer), page.picture),
        "b": Entry(payload, payload, [payload], f"<svg>{payload}</svg>", "", payload),
    }
    return {"report": page.html, "landing": landing(entries, out, None)}


@EVERY
def test_a_payload_is_text_and_nothing_else(payload: str, tmp_path: Path) -> None:
    made = pages(payload, tmp_path)
    assert {name: faults(html) for name, html in made.items()} == {"report": [], "landing": []}
    first = " ".join(visible(payload).split())[:12].strip()
    assert all(first in text(html) for html in made.values()), "it is shown, not lost"


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS.values())) == len(PAYLOADS) >= 42


def test_the_strict_reader_sees_what_it_should() -> None:
    good = pages("x", Path("none"))["report"]
    assert faults(good) == []
    for payload, told in {
        "<script>1</script>": "2 scripts",
        '<p onclick="x()">': "attribute p onclick",
        '<p style="color:red">': "attribute p style",
        '<a href="javascript:1">': "address 'javascript:1'",
        "<iframe>": "element iframe",
        "<!-- x -->": "a comment",
        "\u202e": "unseen signs",
    }.items():
        assert told in str(faults(good.replace("<main", f"{payload}<main")))
    assert "not the hash of ours" in str(faults(good.replace('"use strict";', "")))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<a href="//attack.example/x">x</a>', "<a>x</a>"),
        ('<a href="/\\attack.example/x">x</a>', "<a>x</a>"),
        ('<a href="file:///etc/passwd">x</a>', "<a>x</a>"),
        ('<a href="02_vocabulary.html#e1">x</a>', '<a href="02_vocabulary.html#e1">x</a>'),
        ('<svg><path fill="url(#a) url(//x)"></path></svg>', "<svg><path></path></svg>"),
        ('<svg><path stroke="\\75rl(//x)"></path></svg>', "<svg><path></path></svg>"),
        ('<svg><path fill="var(--side-a, #1f5fa8)"></path></svg>', '<svg><path fill="var(--side-a, #1f5fa8)"></path></svg>'),
        ('<svg><path clip-path="url(#f1-1)"></path></svg>', '<svg><path clip-path="url(#f1-1)"></path></svg>'),
    ],
)  # fmt: skip
def test_sanitise_keeps_ours_and_drops_the_rest(given: str, kept: str) -> None:
    assert sanitise(given) == kept
    assert sanitise(kept) == kept
