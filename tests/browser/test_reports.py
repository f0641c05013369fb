"""Each report as a reader opens it: no error, no request, no sideways scroll, nothing inaccessible, every count true."""

import csv
import random
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from .conftest import pages

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
EVERY = pytest.mark.parametrize("page_file", pages(), ids=lambda p: p.stem)


def opened(
    browser: Any, path: Path, *, width: int = 1280, scheme: str = "light", script: bool = True
) -> tuple[Any, list[str]]:
    """The page, and what went wrong while it opened: console errors, page errors, requests."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None,
    )
    page.goto(path.as_uri(), wait_until="load")
    return page, wrong


@EVERY
def test_accessible_and_silent(browser: Any, page_file: Path) -> None:
    page, wrong = opened(browser, page_file)
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    told = []
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            told += [
                f"{width} {scheme}: {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"]
            ]
    page.context.close()
    assert told == []
    assert wrong == []


@EVERY
def test_the_page_never_scrolls_sideways(browser: Any, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@EVERY
def test_every_count_opens_as_many_passages(browser: Any, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    untrue = page.evaluate(
        """() => [...document.querySelectorAll('a.n')].flatMap(link => {
            const list = document.getElementById(link.hash.slice(1)), shown = Number(link.textContent.replaceAll(',', ''));
            const said = Number(list.closest('details').querySelector('small').textContent.split(' ')[0].replaceAll(',', ''));
            return shown === said && list.children.length === Math.min(said, 200) ? [] : [link.outerHTML];
        })"""
    )
    page.context.close()
    assert untrue == []


@EVERY
def test_no_id_stands_twice_and_no_link_leads_nowhere(browser: Any, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    twice = page.evaluate(
        "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((id, n) => ids.indexOf(id) !== n) }"
    )
    nowhere = page.evaluate(
        "() => [...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash)"
    )
    page.context.close()
    assert twice == []
    assert nowhere == []


@EVERY
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_clicking_a_count_shows_its_passages_and_the_text(browser: Any, page_file: Path, script: bool) -> None:
    page, _ = opened(browser, page_file, script=script)
    links = page.locator("a.n")
    chosen = random.Random(1917).sample(range(links.count()), min(25, links.count()))
    for n in chosen:
        link = links.nth(n)
        if not link.is_visible():
            continue
        target = link.get_attribute("href")
        link.click()
        first = page.locator(f"{target} > li").first
        first.wait_for(state="visible", timeout=3000)
        assert first.locator("mark").is_visible()
        place = first.locator("a")
        if place.count():
            word = place.get_attribute("href")
            place.click()
            page.locator(word).first.wait_for(state="visible", timeout=3000)
    page.context.close()


@EVERY
def test_tables_sort_filter_and_download(browser: Any, page_file: Path) -> None:
    page, wrong = opened(browser, page_file)
    heads = page.locator("th[aria-sort] .sort:visible")
    for n in range(heads.count()):
        heads.nth(n).click()
    buttons = page.locator("button:visible", has_text="Download CSV")
    if buttons.count():
        with page.expect_download() as caught:
            buttons.first.click()
        text = Path(caught.value.path()).read_text(encoding="utf-8-sig")
        assert text.count("\n") >= 2
    page.context.close()
    assert wrong == []


@EVERY
def test_small_enough_to_mail(page_file: Path) -> None:
    import gzip

    data = page_file.read_bytes()
    assert len(data) <= 400_000
    assert len(gzip.compress(data)) <= 90_000


@EVERY
def test_the_slider_orders_words_by_relevance(browser: Any, page_file: Path) -> None:
    page, wrong = opened(browser, page_file)
    slider = page.locator(".slider input")
    for weight in ("0", "0.4", "1", "0.6") if slider.count() else ():
        slider.first.fill(weight)
        untrue = page.evaluate(
            """weight => [...document.querySelectorAll('table.bars')].flatMap(table => {
                const rows = [...table.tBodies[0].rows].map(row => [row.hidden, ...[...row.querySelectorAll('td[data-value], td [data-value]')].map(node => Math.log(node.dataset.value))]);
                const scores = rows.map(([, probability, lift]) => weight * probability + (1 - weight) * lift);
                const n = Number(table.closest('.topics').dataset.value);
                const good = rows.every(([hidden], at) => hidden === (at >= n) && (at === 0 || scores[at - 1] >= scores[at] - 1e-9));
                return good ? [] : [table.caption.textContent];
            })""",
            float(weight),
        )
        assert untrue == []
    page.context.close()
    assert wrong == []


@EVERY
def test_downloads_hold_both_bounds_of_an_interval(browser: Any, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    figure = page.locator("figure:has(td.ci)")
    if figure.count():
        with page.expect_download() as caught:
            figure.first.locator("button", has_text="Download CSV").first.click()
        lines = list(csv.reader(Path(caught.value.path()).read_text(encoding="utf-8-sig").splitlines()))
        assert "interval, from" in lines[0]
        assert {len(line) for line in lines} == {len(lines[0])}
    page.context.close()
