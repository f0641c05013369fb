"""A real Chromium on the built reports. Without a browser or reports these tests say so and are left out."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

REPORTS = Path(os.environ.get("TEXTSTATS_REPORTS", Path(__file__).parents[2] / "reports"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pages() -> list[Path]:
    return sorted(REPORTS.glob("*.html"))


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    if not pages():
        pytest.skip("no reports: run make reports first")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
