"""Dispersion, diversity and readability: how each published case is put to the package."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from textstats.stats import reading_ease, richness, running
from textstats.stats.counts import count
from textstats.stats.dispersion import dispersion, recurrence

GOLD = Path(__file__).parent.parent / "gold" / "measures" / "reference_values.json"
INPUTS = {case["id"]: case["inputs"] for case in json.loads(GOLD.read_text(encoding="utf-8"))["cases"]}


def parts(inputs):
    """Blocks from the parts of a case, or from the frequencies of one item in equal parts."""
    if "parts" in inputs:
        texts, item = [text.split() for text in inputs["parts"]], inputs["item"]
    else:
        assert len(set(inputs.get("s", [1]))) == 1
        size, item = max(inputs["v"]), "item"
        texts = [["item"] * v + ["rest"] * (size - v) for v in inputs["v"]]
    return pd.DataFrame(
        [("d", i, word) for i, text in enumerate(texts) for word in text], columns=["doc_id", "paragraph", "type"]
    ), item


def spread(column):
    def adapt(inputs, _):
        tokens, item = parts(inputs)
        return float(dispersion(count(tokens)).loc[item, column])

    return adapt


def distance(column):
    def adapt(inputs, _):
        text = (INPUTS["R126"] if inputs["tokens"] == "same" else inputs)["tokens"]
        return float(recurrence(pd.DataFrame({"type": text.split()})).loc[inputs["item"], column])

    return adapt


def words(inputs, sequences):
    """The sequences of a case, whichever way it states them."""
    if "sequence" in inputs:
        return [sequences[inputs["sequence"]]]
    if "tokens" in inputs:
        return [inputs["tokens"]]
    if "text" in inputs:
        return [inputs["text"].split()]
    if "spectrum" in inputs:
        spectrum = {int(f): n for f, n in inputs["spectrum"].items()}
        frequencies = np.repeat(list(spectrum), list(spectrum.values()))
        return [np.repeat(np.arange(len(frequencies)), frequencies)]
    if "V" in inputs:  # any text of N tokens and V types
        return [np.concatenate([np.arange(inputs["V"]), np.zeros(inputs["N"] - inputs["V"], dtype=int)])]
    if "freqs" in inputs:
        freqs = (INPUTS["R201"] if inputs["freqs"] == "same" else inputs)["freqs"]
        return [np.repeat(np.arange(len(freqs)), freqs)]
    return [text.split() for text in inputs.values()]


def varied(measure, **options):
    def adapt(inputs, sequences):
        values = [measure(sequence, **options) for sequence in words(inputs, sequences)]
        return values if len(values) > 1 else values[0]

    return adapt


def read(formula):
    names = {"W": "n_words", "S": "n_sentences", "Syl": "n_syllables", "complex": "n_complex", "chars": "n_characters",
             "letters": "n_letters", "unfamiliar": "n_unfamiliar"}  # fmt: skip

    def adapt(inputs, _):
        counts = {names[name]: value for name, value in inputs.items() if name in names}
        return formula(**{need: counts[need] for need in reading_ease.NEEDS[formula]})

    return adapt


ADAPTERS = {
    "Range": spread("range"),
    "Gries' DP": spread("dp"),
    "DPnorm": spread("dp_norm"),
    "Gries' DPnorm": spread("dp_norm"),
    "Juilland's D": spread("juilland_d"),
    "Juilland's D (unequal parts: on v/part size)": spread("juilland_d"),
    "Carroll's D2": spread("carroll_d2"),
    "Rosengren's S (equal parts)": spread("rosengren_s"),
    "Rosengren's S (unequal)": spread("rosengren_s"),
    "KL-divergence (bits) of v/f from s": spread("kl_divergence"),
    "ARF": distance("arf"),
    "ALD": distance("ald"),
    "AWT": distance("awt"),
    "f_ALD": distance("f_ald"),
    "f_AWT": distance("f_awt"),
    "TTR": varied(richness.ttr),
    "C (Herdan)": varied(richness.herdan_c),
    "Herdan C": varied(richness.herdan_c),
    "log TTR (Herdan C)": varied(richness.herdan_c),
    "CTTR": varied(richness.cttr),
    "Root TTR": varied(richness.guiraud),
    "Root TTR (Guiraud)": varied(richness.guiraud),
    "Maas (quanteda)": varied(richness.maas_a),
    "Maas a (koRpus)": varied(richness.maas_a),
    "Maas a^2 (log10)": varied(richness.maas_a2),
    "Maas a^2 (natural log)": varied(richness.maas_a2_ln),
    "Uber index U": varied(richness.uber_u),
    "Dugast U (natural log)": varied(richness.dugast_u),
    "Summer S": varied(richness.summer_s),
    "Summer S (log10 version)": varied(richness.summer_s_log10),
    "Yule's K": varied(richness.yule_k),
    "Yule's K, St John ch.1 (Latin)": varied(richness.yule_k),
    "Yule's I": varied(richness.yule_i),
    "Simpson's D": varied(richness.simpson_d),
    "Herdan's Vm": varied(richness.herdan_vm),
    "Fisher's alpha": varied(richness.fisher_alpha),
    "Shannon entropy of rank-frequency (bits)": varied(richness.shannon_entropy),
    "Repeat rate": varied(richness.repeat_rate),
    **{f"MATTR ({w})": varied(running.mattr, window=w) for w in (*range(2, 11), 50, 100)},
    **{f"MSTTR ({w})": varied(running.msttr, window=w) for w in (*range(2, 11), 50, 100)},
    "MTLD (.72)": varied(running.mtld),
    "MTLD, all types unique": varied(running.mtld),
    "HD-D (42)": varied(running.hdd),
    "HD-D (draws=5)": varied(running.hdd, window=5),
    "HD-D (42), koRpus scale = 42 x mean": lambda inputs, sequences: 42 * varied(running.hdd)(inputs, sequences),
    "Flesch reading ease": read(reading_ease.flesch),
    "FOG": read(reading_ease.fog),
    "ARI": read(reading_ease.ari),
    "Coleman-Liau (via cloze)": read(reading_ease.coleman_liau),
    "Dale-Chall (1948 formula)": read(reading_ease.dale_chall),
}

OUTSIDE = {
    **dict.fromkeys(
        ["Juilland's U", "Carroll's Um", "Rosengren's KF", "Kromer's UR"],
        "an adjusted frequency: frequency and dispersion stand side by side instead of in one number",
    ),
    **dict.fromkeys(["sd (population)", "variation coefficient"], "steps on the way to Juilland's D"),
    **dict.fromkeys(["Lyne's D3", "Zhang's DC"], "not offered: for equal parts only"),
    "vocd-D curve": "not offered: HD-D gives what vocd-D samples, exactly",
}
