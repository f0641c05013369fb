"""What a result brings along for JupyterLab does not reach the page."""

import pandas as pd
from markupsafe import Markup

from textstats.reports.report import Shown
from textstats.reports.sanitise import sanitise

HTML = Markup('<p class="answer"><span>It stands <a class="n" href="#e1">3</a> times.</span></p>')


def test_style_and_links_stay_in_the_notebook() -> None:
    bundle = Shown(HTML, "It stands 3 times.")._repr_mimebundle_()
    assert bundle["text/plain"] == "It stands 3 times."
    assert bundle["text/html"].startswith(str(HTML))
    assert ".jp-RenderedHTMLCommon figure.plot svg{" in bundle["text/html"]
    assert sanitise(bundle["text/html"]).strip() == sanitise(str(HTML))


def test_style_is_meant_for_the_notebook_alone() -> None:
    html = Shown(Markup(""), "")._repr_mimebundle_()["text/html"]
    style = html.split("<style>")[1].split("</style>")[0]
    selectors = pd.Series([line.split("{")[0] for line in style.splitlines()])
    assert selectors.str.contains(".jp-RenderedHTMLCommon", regex=False).all()
    assert "http" not in html
