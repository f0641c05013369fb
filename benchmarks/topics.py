"""Topic models side by side on one corpus, in one run.

    python benchmarks/topics.py corpus.tsv --k 20
    python benchmarks/topics.py folder/ --k 20 --models textstats sklearn_nmf tomotopy
    python benchmarks/topics.py corpus.tsv --stream 1000000

The corpus is a tsv (text, then perhaps a part, then a label; words separated by blanks) or a folder of .txt files whose
subfolders are labels. Without --vocabulary words are used as they stand if the corpus is a tsv; raw text is lower-cased
and words of grammar and of fewer than 0.5% or more than half of the documents are left out.

Each model runs in a process of its own. Columns: CPU seconds and growth of memory of one fit with shares; NPMI in-sample
and held-out (fitted on 80%, scored on the other 20%: in-sample NPMI can be gamed by re-ranking words), both with exact
windows of 10 and 10 words a topic; diversity; stability over seeds and over subsamples of 80% (mean overlap of matched
topics, all pairs of fits); NMI and purity of each document's greatest topic against the labels.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import re
import resource
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linear_sum_assignment

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from textstats.text.stop_words import STOP_WORDS  # noqa: E402
from textstats.topics import coherence, cooccurrence  # noqa: E402

Fit = tuple[np.ndarray, np.ndarray]  # topics × words, documents × topics


def textstats(counts: sparse.csr_matrix, documents: list[list[str]], names: list[str], k: int, seed: int) -> Fit:
    """Ours with its defaults."""
    from textstats.topics import TopicModel

    model = TopicModel(k, random_state=seed)
    shares = model.fit_transform(counts)
    return model.components_, shares


def textstats_lda(counts: sparse.csr_matrix, documents: list[list[str]], names: list[str], k: int, seed: int) -> Fit:
    """Ours, latent Dirichlet allocation."""
    from textstats.topics import TopicModel

    model = TopicModel(k, method="lda", random_state=seed)
    shares = model.fit_transform(counts)
    return model.components_, shares


def sklearn_nmf(counts: sparse.csr_matrix, documents: list[list[str]], names: list[str], k: int, seed: int) -> Fit:
    """NMF of scikit-learn with its defaults on TF-IDF."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer

    model = NMF(k, random_state=seed)
    shares = model.fit_transform(TfidfTransformer().fit_transform(counts))
    return model.components_, shares


def sklearn_lda(counts: sparse.csr_matrix, documents: list[list[str]], names: list[str], k: int, seed: int) -> Fit:
    """Variational LDA of scikit-learn with its defaults."""
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(k, random_state=seed)
    shares = model.fit_transform(counts)
    return model.components_, shares


def gensim(counts: sparse.csr_matrix, documents: list[list[str]], names: list[str], k: int, seed: int) -> Fit:
    """LdaModel of gensim, ten passes."""
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    corpus = Sparse2Corpus(counts, documents_columns=False)
    model = LdaModel(corpus, k, id2word=dict(enumerate(names)), passes=10, random_state=seed)
    return model.get_topics(), (lambda g: g / g.sum(axis=1, keepdims=True))(model.inference(corpus)[0])


def tomotopy(counts: sparse.csr_matrix, documents: list[list[str]], names: list[str], k: int, seed: int) -> Fit:
    """Collapsed Gibbs sampling, 1,000 sweeps."""
    import tomotopy as tp

    model = tp.LDAModel(k=k, seed=seed)
    for document in documents:
        model.add_doc(document)
    model.train(1000)
    index = {name: i for i, name in enumerate(names)}
    topics = np.zeros((k, len(names)))
    topics[:, [index[word] for word in model.used_vocabs]] = [model.get_topic_word_dist(i) for i in range(k)]
    return topics, np.array([document.get_topic_dist() for document in model.docs])


def bertopic(counts: sparse.csr_matrix, documents: list[list[str]], names: list[str], k: int, seed: int) -> Fit:
    """BERTopic reduced to k topics; needs its embedding model on this machine."""
    from bertopic import BERTopic
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(vocabulary=names, token_pattern=r"\S+")
    model = BERTopic(nr_topics=k + 1, vectorizer_model=counter)
    labels, _ = model.fit_transform([" ".join(document) for document in documents])
    topics = np.asarray(model.c_tf_idf_.todense())[-k:]
    return topics, np.eye(len(topics))[np.clip(labels, 0, len(topics) - 1)]


MODELS: dict[str, tuple[Callable[..., Fit], str]] = {
    "textstats": (textstats, "sklearn"),
    "textstats_lda": (textstats_lda, "sklearn"),
    "sklearn_nmf": (sklearn_nmf, "sklearn"),
    "sklearn_lda": (sklearn_lda, "sklearn"),
    "gensim": (gensim, "gensim"),
    "tomotopy": (tomotopy, "tomotopy"),
    "bertopic": (bertopic, "bertopic"),
}


def read(path: Path, vocabulary: Path | None) -> tuple[list[list[str]], np.ndarray | None]:
    """Documents as lists of words, and their labels if there are any."""
    if path.is_dir():
        files = sorted(path.rglob("*.txt"))
        rows = [(file.read_text("utf-8", "replace"), file.parent.name) for file in files]
    else:
        cells = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]
        rows = [(cell[0], cell[-1] if len(cell) > 1 else "") for cell in cells]
    if path.is_dir() or vocabulary is not None:
        documents = [re.findall(r"[^\W\d_]{3,}", text.lower()) for text, _ in rows]
    else:
        documents = [text.split() for text, _ in rows]
    if vocabulary is not None:
        kept = set(vocabulary.read_text("utf-8").split())
        documents = [[word for word in document if word in kept] for document in documents]
    elif path.is_dir():
        frequency = Counter(word for document in documents for word in set(document))
        n = len(documents)
        kept = {word for word, df in frequency.items() if 0.005 * n <= df <= 0.5 * n and word not in STOP_WORDS}
        documents = [[word for word in document if word in kept] for document in documents]
    filled = [i for i, document in enumerate(documents) if document]
    labels = np.array([rows[i][1] for i in filled])
    return [documents[i] for i in filled], labels if len(set(labels)) > 1 else None


def matrix(documents: list[list[str]], names: list[str]) -> sparse.csr_matrix:
    """Documents × words."""
    index = {name: i for i, name in enumerate(names)}
    columns = [index[word] for document in documents for word in document]
    starts = np.concatenate(([0], np.cumsum([len(document) for document in documents])))
    counts = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(documents), len(names)))
    counts.sum_duplicates()
    return counts


def firsts(topics: np.ndarray, names: list[str], n: int = 10) -> list[list[str]]:
    """The first words of each topic."""
    return [[names[i] for i in np.argsort(-row, kind="stable")[:n]] for row in topics]


def overlap(one: list[list[str]], other: list[list[str]]) -> float:
    """Mean overlap (shared / all) of matched topics."""
    table = np.array([[len({*a} & {*b}) / len({*a} | {*b}) for b in other] for a in one])
    return float(table[linear_sum_assignment(-table)].mean())


def agreement(fits: list[list[list[str]]]) -> float:
    """Mean overlap over all pairs of fits."""
    return float(np.mean([overlap(a, b) for a, b in combinations(fits, 2)])) if len(fits) > 1 else float("nan")


def clusters(shares: np.ndarray, labels: np.ndarray | None) -> tuple[float, float]:
    """NMI and purity of each document's greatest topic."""
    if labels is None:
        return float("nan"), float("nan")
    from sklearn.metrics import normalized_mutual_info_score

    found, known = shares.argmax(axis=1), np.unique(labels, return_inverse=True)[1]
    right = sum(np.bincount(known[found == topic]).max() for topic in np.unique(found))
    return float(normalized_mutual_info_score(known, found)), float(right / len(known))


def measure(name: str, documents: list[list[str]], labels: np.ndarray | None, k: int, repeats: int) -> dict[str, Any]:
    """All columns for one model."""
    warnings.simplefilter("ignore")
    fit = MODELS[name][0]
    names = sorted({word for document in documents for word in document})
    counts = matrix(documents, names)
    fit(counts[:50], documents[:50], names, 2, 0)  # imports
    memory, clock = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    topics, shares = fit(counts, documents, names, k, 0)
    seconds = time.process_time() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    words = firsts(topics, names)
    by_seed = [words] + [firsts(fit(counts, documents, names, k, seed)[0], names) for seed in range(1, repeats)]
    parts, held_out = [], []
    for repeat in range(repeats):
        order = np.random.default_rng(repeat).permutation(len(documents))
        cut = int(0.8 * len(order))
        train = np.sort(order[:cut])
        found = firsts(fit(counts[train], [documents[i] for i in train], names, k, 0)[0], names)
        parts.append(found)
        held_out.append(coherence(found, [documents[i] for i in order[cut:]])["coherence"].mean())
    nmi, purity = clusters(shares, labels)
    return {
        "model": name,
        "cpu_s": seconds,
        "memory_mb": memory / 1024,
        "npmi": coherence(words, documents)["coherence"].mean(),
        "npmi_held_out": float(np.mean(held_out)),
        "diversity": len({word for topic in words for word in topic}) / sum(map(len, words)),
        "stability_seeds": agreement(by_seed),
        "stability_subsamples": agreement(parts),
        "nmi": nmi,
        "purity": purity,
    }


def stream(documents: list[list[str]], k: int, total: int, batch: int = 10_000) -> None:
    """Read `total` documents, drawn from the corpus, with `partial_fit`."""
    import psutil

    from textstats.topics import TopicModel

    names = sorted({word for document in documents for word in document})
    counts, random = matrix(documents, names), np.random.default_rng(0)
    model, done, seconds, memory = TopicModel(k), 0, 0.0, []
    while done < total:
        part = counts[random.integers(0, counts.shape[0], min(batch, total - done))]
        clock = time.process_time()
        model.partial_fit(part)
        seconds, done = seconds + time.process_time() - clock, done + part.shape[0]
        memory.append(psutil.Process().memory_info().rss / 2**20)
    pairs = cooccurrence(documents)
    npmi = coherence(firsts(model.components_, names), pairs)["coherence"].mean()
    print(
        f"partial_fit: {done:,} documents, {seconds:.1f} CPU s, {max(memory) - memory[0]:.1f} MB growth, NPMI {npmi:.3f}"
    )


def main() -> None:
    """Measure the models asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--k", type=int, default=20)
    parser.add_argument("--vocabulary", type=Path, help="file of the words to use, one a line")
    parser.add_argument("--models", nargs="+", choices=list(MODELS), default=list(MODELS))
    parser.add_argument("--repeats", type=int, default=5, help="seeds, and subsamples")
    parser.add_argument("--stream", type=int, help="documents to read with partial_fit instead")
    options = parser.parse_args()
    documents, labels = read(options.corpus, options.vocabulary)
    print(f"{len(documents):,} documents, {len({w for d in documents for w in d}):,} words, k = {options.k}")
    if options.stream:
        stream(documents, options.k, options.stream)
        return
    rows = []
    for name in options.models:
        if importlib.util.find_spec(MODELS[name][1]) is None:
            print(f"{name}: {MODELS[name][1]} is not installed; left out")
            continue
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows.append(pool.apply(measure, (name, documents, labels, options.k, options.repeats)))
        print(pd.DataFrame(rows[-1:]).round(3).to_string(index=False), flush=True)
    print(pd.DataFrame(rows).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
