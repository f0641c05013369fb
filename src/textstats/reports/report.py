"""`Report`: what a notebook writes with. Every count that it shows is a link to the passages that it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from textstats.errors import InputError, ReportError
from textstats.formulas import FORMULAS
from textstats.glossary import COLUMNS, Column, heading
from textstats.reports.evidence import Evidence, Tints
from textstats.reports.tables import interval_label, number, to_html

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from textstats.text.documents import Corpus


class Shown:
    """A piece of a report: HTML for the page and JupyterLab, words for everything else."""

    def __init__(self, html: Markup, plain: str, **extra: Any) -> None:
        self.html, self._plain, self._extra = html, plain, extra

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        # JupyterLab gets style and links along; in a page `sanitise` takes them out, for the page has its own.
        return {"text/html": f"{self.html}{_for_lab()}", "text/plain": self._plain, **self._extra}

    def __repr__(self) -> str:
        return self._plain


def _for_lab() -> str:
    from textstats.reports.render import asset

    return f"<style>{asset('lab.css')}</style><script>{asset('lab.js')}</script>"


N_TINTS = 12  # topics whose words the stylesheet can mark
ANSWER_TYPE = "application/vnd.textstats.answer+json"


class Report:
    """Collects a report's sentences, tables, figures and passages.

    Parameters
    ----------
    corpus : Corpus
    tokens : DataFrame
        All tokens, every voice.
    segments : DataFrame
        The corpus in segments.

    Examples
    --------
    In a notebook::

        report = Report(corpus, tokens, segments)
        report.answer(report.sentence("The word stands {} times.", (3, hits)))
        report.table(keys.head(20), "The words that set the texts apart", passages={"f_target": hits})
        report.passages()
    """

    def __init__(self, corpus: Corpus, tokens: pd.DataFrame, segments: pd.DataFrame) -> None:
        self.corpus = corpus
        self.evidence = Evidence(corpus, tokens, segments)
        self._n_figures = self._n_tables = 0
        self._measures: dict[str, str] = {}

    @property
    def labels(self) -> dict[str, str]:
        """What each group is called: the label of its only document, or its own name."""
        groups = list(self.corpus.groups.values())
        return {d.group: d.label if groups.count(d.group) == 1 else d.group for d in self.corpus}

    def count(self, hits: pd.DataFrame, about: str) -> Markup:
        """The number of `hits`, as a link to them."""
        return self.evidence.link(f"{len(hits):,}", hits, about=about)

    def answer(self, *sentences: str | Markup) -> Shown:
        """The report's answer: the first sentence goes to the landing page as well."""
        items = Markup(" ").join(Markup("<span>{}</span>").format(s) for s in sentences)
        plain = [Markup(s).striptags() if isinstance(s, Markup) else s for s in sentences]
        return Shown(
            Markup('<p class="answer">{}</p>').format(items), " ".join(plain), **{ANSWER_TYPE: {"answer": plain}}
        )

    def table(
        self,
        table: pd.DataFrame,
        caption: str,
        *,
        passages: Mapping[str, pd.DataFrame] | None = None,
        labels: Mapping[str, str] | None = None,
        note: str = "",
    ) -> Shown:
        """A numbered table in which each count opens its passages.

        Parameters
        ----------
        table : DataFrame
            Shown as it stands.
        caption : str
        passages : mapping, optional
            For each counting column the hits behind it: a frame with `doc_id`, `start`, `stop` and columns named
            like the levels of the table's index, which say which row a hit belongs to.
        labels : mapping, optional
            Headings that differ from the column's name.
        note : str, optional
            A line under the table.

        Raises
        ------
        ReportError
            If a cell shows another number than it has passages: nothing is published that does not add up.
        """
        if table.empty:
            return self.note(f"{caption} There are none.")
        self._n_tables += 1
        html = self._grid(table, caption, f"table-{self._n_tables}", passages or {}, labels or {})
        figure = Markup(
            '<figure class="table" id="t{}"><figcaption><b>Table {}.</b> {}</figcaption>{}{}</figure>'
        ).format(
            self._n_tables, self._n_tables, caption, html, Markup("<p class='note'>{}</p>").format(note) if note else ""
        )
        return Shown(figure, f"Table {self._n_tables}. {caption}\n\n{table.to_string()}")

    def figure(
        self,
        axes: Axes,
        caption: str,
        *,
        alt: str,
        data: pd.DataFrame | None = None,
        passages: Mapping[str, pd.DataFrame] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> Shown:
        """A numbered figure with a caption that says what to see, and its data behind it."""
        from textstats.reports.figures import to_svg

        self._n_figures += 1
        n = self._n_figures
        svg = Markup(to_svg(axes, figure_id=f"f{n}", alt=alt))
        behind = Markup("")
        if data is not None:
            grid = self._grid(data, f"Data of figure {n}", f"figure-{n}-data", passages or {}, labels or {})
            behind = Markup('<details class="data"><summary>Data of figure {}</summary>{}</details>').format(n, grid)
        html = Markup(
            '<figure class="plot" id="fig{}"><div class="canvas">{}</div><figcaption><b>Figure {}.</b> {}</figcaption>{}</figure>'
        )
        return Shown(html.format(n, svg, n, caption, behind), f"Figure {n}. {caption}")

    def word_bars(
        self, table: pd.DataFrame, caption: str, *, passages: pd.DataFrame, names: Mapping[int, str], n: int = 7
    ) -> Shown:
        """The words of each topic as bars, with a slider that re-ranks them where there is script.

        Parameters
        ----------
        table : DataFrame
            Index `topic`, `type`; `frequency`, `probability`, `lift`.
        caption : str
        passages : DataFrame
            Every occurrence of these words: `type`, `doc_id`, `start`, `stop`.
        names : mapping
            What stands beside each topic's number.
        n : int
            Words of a topic that are shown at a time.

        Raises
        ------
        ReportError
            If a word has another frequency than it has passages.
        """
        from textstats.reports.word_bars import word_bars

        self._n_tables += 1
        cards = word_bars(
            table, passages, names, n=n, link=lambda shown, hits, about: self.evidence.link(shown, hits, about=about)
        )
        terms = [
            Markup("{}{}").format(heading(column), self._footnote(column))
            for column in ("probability", "lift", "relevance")
        ]
        html = Markup(
            '<figure class="table" id="t{}"><figcaption><b>Table {}.</b> {}</figcaption>{}<p class="note">{}</p></figure>'
        )
        shown = html.format(self._n_tables, self._n_tables, caption, cards, Markup(" · ").join(terms))
        return Shown(shown, f"Table {self._n_tables}. {caption}\n\n{table.to_string()}")

    def note(self, text: str) -> Shown:
        """A remark among the results: what is left out, and why."""
        return Shown(Markup('<p class="note">{}</p>').format(text), text)

    def attempt(self, show: Callable[[], Shown]) -> Shown:
        """What `show` gives; where the texts do not bear it, a note that says what is left out and why."""
        try:
            return show()
        except InputError as error:
            return self.note(f"Left out, because these texts do not bear it: {error}")

    def passages(self, *, tinted: pd.DataFrame | None = None) -> Shown:
        """Every passage behind every number, and the texts to read them in.

        Parameters
        ----------
        tinted : DataFrame, optional
            Words with `doc_id`, `start`, `stop` and `topic` (see `word_topics`): a line of links above the texts marks
            the words of one topic at a time. Needs no script.
        """
        lists = self.evidence.passages()
        texts = Markup('<section class="reader">{}</section>').format(self.evidence.reader(_tints(tinted)))
        if tinted is not None and self.evidence.has_reader:
            topics = sorted(set(tinted["topic"].tolist()))[:N_TINTS]
            choices = Markup(" ").join(Markup('<a href="#words-{}">{}</a>').format(t, t) for t in topics)
            for topic in topics:  # each a place to go to, around all texts: its being the target marks the words
                texts = Markup('<div class="tint" id="words-{}">{}</div>').format(topic, texts)
            texts = Markup('<p class="note tints">Mark in the texts the words of topic {}.</p>{}').format(
                choices, texts
            )
        html = Markup('<section class="passages">{}</section>{}')
        return Shown(html.format(lists, texts), "The passages behind the numbers, and the texts.")

    def provenance(self, **parameters: object) -> Shown:
        """How the numbers came about: measures, parameters, versions, checksums; no date of the run."""
        from importlib.metadata import version

        import textstats

        items = [_explained(name) for name in self._measures]
        rows = {f"parameter {k}": v for k, v in parameters.items()}
        rows |= {f"sha256 of {d.label}": d.checksum for d in self.corpus}
        rows |= {"textstats": textstats.__version__}
        rows |= {name: version(name).rsplit(".", 1)[0] for name in ("pandas", "numpy", "scikit-learn")}
        lines = [Markup("<dt>{}</dt><dd>{}</dd>").format(k, v if v not in ("", None) else "–") for k, v in rows.items()]
        html = Markup(
            '<h3>What the columns mean</h3><ul class="measures">{}</ul><h3>Provenance</h3><dl class="provenance">{}</dl>'
        )
        return Shown(html.format(Markup("").join(items), Markup("").join(lines)), "Measures and provenance.")

    def _footnote(self, column: str) -> Markup:
        """A question mark that leads to what a column means; the first of each column is where the way back ends."""
        first = Markup(' id="r-{}"').format(column) if column not in self._measures else ""
        self._measures.setdefault(column, column)
        return Markup('<a class="fn"{} href="#m-{}" title="{}">?</a>').format(first, column, COLUMNS[column].meaning)

    def _grid(
        self,
        table: pd.DataFrame,
        name: str,
        table_id: str,
        passages: Mapping[str, pd.DataFrame],
        labels: Mapping[str, str],
    ) -> Markup:
        unknown = [column for column in passages if column not in map(str, table.columns)]
        if unknown:
            raise InputError(f"passages must name columns of the table; got {unknown}.")
        groups = {column: _by_row(hits, table.index) for column, hits in passages.items()}

        def cell(key: object, column: str, value: object, shown: str) -> Markup | None:
            if column not in groups:
                return None
            hits = groups[column].get(key, _NOTHING)
            about = f"{' · '.join(map(str, key if isinstance(key, tuple) else (key,)))} — {labels.get(column, heading(column))}"
            if isinstance(value, (int, np.integer)) and int(value) != len(hits):
                raise ReportError(f"{name}: the cell {column} of {key!r} shows {value} but has {len(hits)} passages.")
            return self.evidence.link(shown, hits, about=about)

        def measure(column: str) -> Markup | None:
            return (
                self._footnote(column) if column in COLUMNS and (column not in labels or column in FORMULAS) else None
            )

        return to_html(table, labels=labels, cell=cell, measure=measure, table_id=table_id, name=name)

    def sentence(self, form: str, *values: object) -> Markup:
        """A sentence with numbers in it; a pair `(hits, about)` becomes the number of hits, linked to them."""
        filled = [
            self.count(v[0], v[1]) if isinstance(v, tuple) else number(v) if isinstance(v, float) else v for v in values
        ]
        return Markup(form).format(*filled)


def _explained(name: str) -> Markup:
    """What a column means, how it is computed and after whom, and the way back to the first table that has it."""
    column, label = COLUMNS[name], interval_label(name) if name.endswith("_low") else heading(name)
    parts = [column.meaning]
    upper = COLUMNS.get(name.removesuffix("_low") + "_high") if name.endswith("_low") else None
    parts += [upper.meaning] if upper else []
    parts += [_unit(column)] if _unit(column) else []
    parts += [_range(column.range)] if column.range else []
    formula = FORMULAS.get(name)
    how = Markup("")
    if formula:
        after = Markup(" <i>{}</i>").format(formula.reference) if formula.reference else Markup("")
        how = Markup(' <span class="formula">{}{}</span>').format(formula.formula, after)
    back = Markup(' <a href="#r-{}" aria-label="back to the table with {}">↩</a>').format(name, label)
    return Markup('<li id="m-{}"><b>{}</b>: {}.{}{}</li>').format(name, label, "; ".join(parts), back, how)


def _unit(column: Column) -> str:
    """A unit as part of a sentence; nothing where the meaning or the number itself says it."""
    unit = column.unit
    if unit in {"", "proportion", "probability", "ordinal"} or unit.startswith("as the") or unit in column.meaning:
        return ""
    return f"in {unit}"


def _range(limits: str) -> str:
    """A range with an open end in words.

    >>> _range("0 …"), _range("0 … 1")
    ('from 0', '0 … 1')
    """
    return f"from {limits.removesuffix(' …')}" if limits.endswith(" …") else limits


def _tints(words: pd.DataFrame | None) -> Tints | None:
    """The class of every word of a topic, by document and place."""
    if words is None:
        return None
    tints: dict[str, dict[int, tuple[int, str]]] = {}
    places = zip(*(words[name].tolist() for name in ("doc_id", "start", "stop", "topic")), strict=True)
    for doc_id, start, stop, topic in places:
        if int(topic) < N_TINTS:
            tints.setdefault(str(doc_id), {})[int(start)] = (int(stop), f"t{int(topic)}")
    return tints


_NOTHING = pd.DataFrame({"doc_id": [], "start": [], "stop": []})


def _by_row(hits: pd.DataFrame, index: pd.Index) -> dict[object, pd.DataFrame]:
    """The hits of each row of a table: grouped by the columns that are named like its index levels."""
    names = [str(name) for name in index.names]
    missing = [name for name in names if name not in hits.columns]
    if missing:
        raise InputError(f"hits must have the columns of the table's index {names}; missing {missing}.")
    wanted = hits
    grouped = wanted.groupby(names if len(names) > 1 else names[0], observed=True, sort=False)
    return dict(iter(grouped))
