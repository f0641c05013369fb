"""Whatever stands in titles, names, labels, texts and outputs: in a report it is text, and nothing runs or is fetched."""

from __future__ import annotations

import itertools
import json
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
    left = ts.Document(
        "a",
        f"First {clean} stands here. “So {clean} was said,” said Ann.\n\nMore {clean}.",
        {"title": payload, "author": payload},
    )
    right = ts.Document(
        clean, f"{clean} stands there, too. War, war.", {"label": clean, "group": clean, "title": payload}
    )
    corpus = ts.Corpus([left, right])
    segments = ts.segment(corpus)
    tokens = ts.tokenize(corpus, segments)
    report = ts.Report(corpus, tokens, segments)
    stands = tokens[tokens["type"].isin(["stands", "war"])].assign(type=lambda t: t["type"].astype(str))
    stands = stands.assign(speaker=clean, voice="quoted")
    table = pd.DataFrame({"frequency": [2, 2], clean: [clean, 0.5]}, index=pd.Index(["stands", "war"], name="type"))
    named = pd.DataFrame({clean: [1]}, index=pd.Index([clean], name=clean))
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
    ],
)  # fmt: skip
def test_sanitise_keeps_ours_and_drops_the_rest(given: str, kept: str) -> None:
    assert sanitise(given) == kept
    assert sanitise(kept) == kept


def nasty(folder: Path) -> list[str]:
    """Two folders whose file names, titles, authors, labels and texts are all payloads."""
    kept = [p for p in PAYLOADS.values() if "\ud800" not in p and "\0" not in p]
    for side, names in {"left": kept[::2], "right": kept[1::2]}.items():
        home = folder / side
        home.mkdir(parents=True)
        manifest = []
        for n, payload in enumerate(names[:6]):
            file = f"{payload.translate({ord(c): None for c in NOT_IN_NAMES})[:60]} {n}.txt"
            lines = [
                f"The council of the {side} spoke {'often' if m % 2 else 'seldom'} of war. Lenin, Stalin and the bureaucracy knew it. “{payload} is peace,” said Ann."
                for m in range(9)
            ]
            (home / file).write_text("\n\n".join([payload, *lines, *names]), encoding="utf-8")
            metadata = {"title": payload, "author": payload, "label": f"{side} {n} {payload}", "date": payload}
            manifest.append(
                f"[[document]]\nfile = {json.dumps(file)}\n"
                + "".join(f"{k} = {json.dumps(v)}\n" for k, v in metadata.items())
            )
        (home / "corpus.toml").write_text("\n".join(manifest), encoding="utf-8")
    return [str(folder / "left"), str(folder / "right")]


NOT_IN_NAMES = "/\\:\n\r\t\0\x08\x1b\x7f"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of a comparison in which everything is a payload."""
    home = tmp_path_factory.mktemp("nasty")
    out = home / "out"
    command = [sys.executable, "-m", "textstats", "compare", *nasty(home / "texts"), "--out", str(out)]
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=300, cwd=home, stdin=subprocess.DEVNULL
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(path.name for path in home.iterdir()) == ["out", "texts"], "nothing climbs out"
    return out


@pytest.mark.slow
def test_a_comparison_of_nothing_but_payloads(compared: Path) -> None:
    made = {page.name: page.read_text(encoding="utf-8") for page in compared.glob("*.html")}
    assert len(made) == 5
    assert {name: faults(html) for name, html in made.items()} == {name: [] for name in made}


ENFORCED = """() => {
    const script = document.createElement("script"); script.textContent = "window.injected = 1"; document.body.append(script);
    const button = document.createElement("button"); button.setAttribute("onclick", "window.injected = 2");
    document.body.append(button); button.click();
    const image = new Image(); image.src = "https://attack.example/x.png"; document.body.append(image);
    const frame = document.createElement("iframe"); frame.src = "https://attack.example/"; document.body.append(frame);
    const link = document.createElement("link"); link.rel = "stylesheet"; link.href = "https://attack.example/x.css"; document.head.append(link);
    const p = document.createElement("p"); p.setAttribute("style", "color: rgb(1, 2, 3)"); document.body.append(p);
    return [window.injected, getComputedStyle(p).color];
}"""


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.filterwarnings("default")
def test_in_a_browser_nothing_runs_and_the_policy_holds(compared: Path, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    for n, payload in enumerate(PAYLOADS.values()):
        for name, html in pages(payload, tmp_path).items():
            (tmp_path / f"{name}-{n}.html").write_text(html, encoding="utf-8")
    titles, wrong, asked = {}, [], []
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on(
            "request", lambda request: None if request.url.startswith(("file:", "data:")) else asked.append(request.url)
        )
        for file in [*sorted(tmp_path.glob("*.html")), *sorted(compared.glob("*.html"))]:
            page.goto(f"{file.as_uri()}#%", wait_until="load")
            page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
            page.evaluate(
                "for (const e of document.querySelectorAll('main *')) e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))"
            )
            titles[file.name] = page.title()
        assert (wrong, asked) == ([], [])
        assert "RAN" not in titles.values()
        color = page.evaluate("getComputedStyle(document.body).color")
        assert page.evaluate(ENFORCED) == [None, color]
        page.wait_for_timeout(200)
        assert len([told for told in wrong if "Content Security Policy" in told]) >= 5
        assert all(told in "".join(wrong) for told in ("script-src", "style-src", "img-src"))
        browser.close()
