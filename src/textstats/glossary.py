"""Every column of every table, once: what it means, its unit and its range.

The reports' footnotes, the reference documentation and the tests read this. A table may use no column
name that does not stand here, and a name means the same wherever it occurs.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """Meaning of a column. `unit` and `range` are empty where there is none, `label` where the name says enough."""

    meaning: str
    unit: str = ""
    range: str = ""
    label: str = ""


COLUMNS: dict[str, Column] = {
    # text: documents, segments, tokens
    "doc_id": Column("id of the document", label="text id"),
    "text": Column("the text, as decoded"),
    "paragraph": Column("number of the paragraph in the document", "ordinal", "0 …"),
    "sentence": Column("number of the sentence in the document", "ordinal", "0 …"),
    "position": Column("number of the token in the document", "ordinal", "0 …"),
    "start": Column("first code point", "offset", "0 …"),
    "stop": Column("one past the last code point", "offset", "0 …"),
    "token": Column("the word as it stands in the text"),
    "type": Column("the word as it is counted: case folded, one kind of apostrophe and hyphen", label="word"),
    "segment_id": Column("number of the segment in the document", "ordinal", "0 …"),
    "kind": Column("what a segment is: text, inline, block, scare, title, heading, note, …"),
    "voice": Column("whose words: author, quoted, apparatus (page references, notes, running heads) or unknown"),
    "speaker": Column("who is quoted; missing where nobody is named"),
    "basis": Column("why a speaker was named: cue, pronoun, context or override"),
    # counts
    "group": Column("what is compared: a document, or several under one name"),
    "block": Column("the unit that is resampled"),
    "n_tokens": Column("number of tokens", "tokens", "0 …", label="tokens"),
    "n_types": Column("number of distinct types", "types", "0 …", label="distinct words"),
    # cleaning
    "step": Column("what was mended: newlines, hyphenation, nfc, …"),
    "n_changes": Column("how often it was mended", "places", "0 …", label="places"),
    "examples": Column("the first places, before and after"),
    # concordance
    "left": Column("the text before the hit"),
    "node": Column("the hit; where company is looked at, the word that keeps it, in a pair the first"),
    "right": Column("the text behind the hit"),
    # framing: evidence, naming, stance
    "along": Column("place in the document: tokens before it as a share of all", "proportion", "0–1"),
    "mention": Column("how the words stand: plain, scare (the author's own scare quotes), quoted, unknown, apparatus"),
    "codebook": Column("file of the codebook that a review is for; empty = every one"),
    "code": Column("name of the code in the codebook"),
    "label": Column("short name of a code or document"),
    "function": Column("what a frame element does: problem, cause, moral evaluation or remedy (Entman 1993)"),
    "referent": Column("who or what a code is about; in naming, what the name stands for"),
    "passage": Column("the words coded, as they stand in the text"),
    "pattern": Column("the pattern that matched"),
    "polarity": Column("affirmed or negated"),
    "modality": Column("asserted, possible, necessary, predicted, conditional or question"),
    "status": Column("auto, confirmed or rejected by a person"),
    "note": Column("what a person wrote about it"),
    "role": Column("agent (does it), patient (undergoes it) or bearer (is, has or becomes something)"),
    "predicate": Column("dictionary form of the verb"),
    "construction": Column("active, passive or agentless passive"),
    "counterpart": Column("code of the actor on the other side of the verb"),
    "candidate": Column("number of a pair of passages, best first", "ordinal", "1 …"),
    "other_doc_id": Column("id of the document on the other side", label="other text"),
    "score": Column("shared information beyond chance × its z (see `reuse`)", "", "0 …"),
    "other_start": Column("first code point of the passage on the other side", "offset", "0 …"),
    "other_stop": Column("one past its last code point", "offset", "0 …"),
    "other_voice": Column("voice of most of the shared words on the other side"),
    "other_speaker": Column("who is quoted there; missing where nobody is named"),
    "other_passage": Column("the passage on the other side, as it stands"),
    "n_verbatim": Column(
        "words in the longest run that stands in both passages", "tokens", "0 …", label="verbatim run"
    ),
    "n_shared": Column("number of word families that both passages hold", "families", "0 …", label="shared families"),
    "shared": Column("the word families that both passages hold, each by its shortest lemma"),
    "item": Column("number of the passage in a coding sheet", "ordinal", "1 …"),
    "verdict": Column("what a coder says of a passage: yes or no"),
    "n_items": Column("passages that somebody judged", "passages", "0 …", label="passages judged"),
    "n_pairable": Column("passages that two or more judged", "passages", "0 …", label="judged by several"),
    "alpha": Column(
        "Krippendorff's α; 1 = always agreed, 0 = as often as by chance", "", "−1 … 1", label="Krippendorff’s α"
    ),
    "alpha_low": Column("lower bound of the interval of α", label="interval of α, from"),
    "alpha_high": Column("upper bound of the interval of α", label="interval of α, to"),
    "n_verdicts": Column("verdicts given", "verdicts", "0 …", label="verdicts"),
    "n_yes": Column("verdicts that say yes", "verdicts", "0 …", label="yes"),
    "precision": Column("share of verdicts that say yes", "proportion", "0–1"),
    "precision_low": Column(
        "lower bound of the interval of precision", "proportion", "0–1", label="interval of precision, from"
    ),
    "precision_high": Column(
        "upper bound of the interval of precision", "proportion", "0–1", label="interval of precision, to"
    ),
    "n_hits": Column("number of passages", "passages", "0 …", label="passages"),
    "plain": Column("passages without quotation marks", "passages", "0 …"),
    "scare": Column("passages in the author's scare quotes", "passages", "0 …"),
    "quoted": Column("passages in somebody else's words", "passages", "0 …"),
    "unknown": Column("passages whose voice is unknown", "passages", "0 …"),
    "apparatus": Column("passages in notes, page references and running heads", "passages", "0 …"),
    "share": Column("share of the whole", "proportion", "0–1"),
    "parts": Column("passages in each part of the document, first part first", "passages"),
    "per_1000": Column("passages per 1,000 words of that voice", "per 1,000 tokens", "0 …", label="per 1,000"),
    # dispersion (`dispersion`, `recurrence`); parts are blocks
    "frequency": Column("occurrences of the type", "tokens", "0 …", label="count"),
    "range": Column("number of parts that hold it", "parts", "0 …", label="parts"),
    "range_share": Column("share of the parts that hold it", "proportion", "0 … 1", label="share of parts"),
    "dp": Column("Gries's deviation of proportions; 0 = evenly spread", "", "0 … 1", label="DP"),
    "dp_norm": Column(
        "DP over its maximum; 0 = evenly spread, 1 = all in the smallest part", "", "0 … 1", label="DP, normed"
    ),
    "dp_egbert": Column("D_P of Egbert et al.; 1 = evenly spread, 0 = all in one part", "", "0 … 1"),
    "burch_da": Column("D_A of Burch et al.; 1 = evenly spread, 0 = all in one part", "", "0 … 1"),
    "juilland_d": Column("Juilland's D on rates; 1 = evenly spread, 0 = all in one part", "", "0 … 1"),
    "carroll_d2": Column("Carroll's D2; 1 = evenly spread, 0 = all in one part", "", "0 … 1"),
    "rosengren_s": Column("Rosengren's S; 1 = evenly spread", "", "0 … 1"),
    "kl_divergence": Column("divergence of the spread from an even one; 0 = evenly spread", "bits", "0 …"),
    "arf": Column("average reduced frequency; f = evenly spread", "tokens", "1 … f", label="ARF"),
    "awt": Column("average waiting time; lower = more even", "tokens", label="AWT"),
    "f_awt": Column("frequency corrected by waiting time; f = evenly spread", "tokens", "1 … f"),
    "ald": Column("average logarithmic distance; lower = more even", "log10 tokens", label="ALD"),
    "f_ald": Column("frequency corrected by logarithmic distance; f = evenly spread", "tokens", "1 … f"),
    # diversity, readability
    "measure": Column("name of the measure"),
    "value": Column("what the measure gives"),
    "standard_error": Column("standard error, by leaving out each block in turn"),
    "value_target": Column("what the measure gives for the target"),
    "value_reference": Column("what the measure gives for the reference"),
    "difference": Column("value of the target less that of the reference"),
    "length": Column("number of tokens at which the measure was taken", "tokens", "1 …"),
    "n_samples": Column("passages or draws averaged", "", "0 …", label="samples"),
    "n_blocks": Column("blocks left out in turn", "blocks", "1 …", label="blocks"),
    "n_words": Column("number of words, as readability counts them", "tokens", "0 …", label="words"),
    "n_sentences": Column("number of sentences", "sentences", "0 …", label="sentences"),
    "n_syllables": Column("number of syllables", "syllables", "0 …", label="syllables"),
    "n_letters": Column("number of letters", "letters", "0 …", label="letters"),
    "n_characters": Column("number of letters and digits", "characters", "0 …"),
    "n_polysyllables": Column("words of three or more syllables", "tokens", "0 …"),
    "n_complex": Column("words of three or more syllables that FOG counts", "tokens", "0 …"),
    "n_unfamiliar": Column("words outside the list of familiar words", "tokens", "0 …"),
    # collocations
    "collocate": Column("the word near the node; in a pair the second word"),
    "joint_frequency": Column(
        "tokens of the collocate inside the window", "tokens", "0 …", label="count near the node"
    ),
    "before": Column("of these, before the node", "tokens", "0 …"),
    "after": Column("of these, after the node", "tokens", "0 …"),
    "expected": Column("what chance, or the reference's rate, would give", "tokens", "0 …"),
    "attraction_target": Column(
        "log ratio of the rate near the node to the rate elsewhere, in the target", "log2", label="attraction, target"
    ),
    "attraction_reference": Column(
        "log ratio of the rate near the node to that elsewhere, in the reference", "log2", label="attraction, reference"
    ),
    "attraction_difference": Column("attraction in the target less attraction in the reference", "log2"),
    "attraction_ci_low": Column(
        "lower end of the interval of attraction_difference", "log2", label="interval of the difference, from"
    ),
    "attraction_ci_high": Column(
        "upper end of the interval of attraction_difference", "log2", label="interval of the difference, to"
    ),
    # keyness
    "target": Column("the group whose key words are sought"),
    "reference": Column("what the target is compared with"),
    "frequency_target": Column("occurrences in the target", "tokens", "0 …", label="count, target"),
    "frequency_reference": Column("occurrences in the reference", "tokens", "0 …", label="count, reference"),
    "per_1000_target": Column("rate in the target", "per 1,000 tokens", "0 … 1000", label="per 1,000, target"),
    "per_1000_reference": Column("rate in the reference", "per 1,000 tokens", "0 … 1000", label="per 1,000, reference"),
    "blocks_target": Column("blocks of the target that contain it", "blocks", "0 …", label="blocks, target"),
    "blocks_reference": Column("blocks of the reference that contain it", "blocks", "0 …", label="blocks, reference"),
    "dp_target": Column(
        "unevenness over the target's blocks (Gries' DP); NaN where absent", "", "0 even … 1", label="DP, target"
    ),
    "dp_reference": Column(
        "unevenness over the reference's blocks (Gries' DP); NaN where absent", "", "0 even … 1", label="DP, reference"
    ),
    "log_ratio": Column("how many doublings more frequent in the target, ½ added to each count", "log2", "−∞ … ∞"),
    "ci_low": Column("lower bound of the interval of the estimate", "as the estimate", label="interval, from"),
    "ci_high": Column("upper bound of the interval of the estimate", "as the estimate", label="interval, to"),
    "log_ratio_conservative": Column(
        "log ratio certain at the least if words were independent", "log2", "−∞ … ∞", label="log ratio at least"
    ),
    "log_likelihood": Column(
        "G² over four cells, signed; describes only, for words are not independent",
        "",
        "−∞ … ∞",
        label="log-likelihood (G²)",
    ),
    "p_value": Column(
        "two-sided p by permutation of blocks; missing outside the family", "probability", "0 … 1", label="p"
    ),
    "q_value": Column(
        "false-discovery rate over the declared family (Benjamini and Hochberg)", "probability", "0 … 1", label="q"
    ),
    "testable": Column("whether a word so rare or so unevenly spread could reach q < alpha", "", "true, false"),
    # self_null, absent, word_shift, block_sensitivity
    "split": Column("number of the division of the text", "ordinal", "0 …"),
    "n_tokens_target": Column("tokens of the target", "tokens", "0 …", label="words, target"),
    "n_tokens_reference": Column("tokens of the reference", "tokens", "0 …", label="words, reference"),
    "n_tested": Column("types in the family", "types", "0 …", label="words tested"),
    "n_key_log_likelihood": Column(
        "types key by log-likelihood, as if words were independent", "types", "0 …", label="key by G²"
    ),
    "n_key_p": Column("types key by the permutation p", "types", "0 …", label="key by p"),
    "n_key_q": Column("types key by q", "types", "0 …", label="key by q"),
    "n_key_interval": Column(
        "types whose interval of the log ratio leaves out 0", "types", "0 …", label="key by interval"
    ),
    "upper_per_1000": Column(
        "one-sided upper bound of the rate of an absent word", "per 1,000 tokens", "0 …", label="per 1,000 at most"
    ),
    "contribution": Column("a word's part of the divergence, positive on the target's side", "bits", "−1 … 1"),
    "cumulative_share": Column("part of the whole up to this row", "proportion", "0 … 1"),
    "block_size": Column("least number of tokens that blocks were joined to; 0 = blocks as they came", "tokens", "0 …"),
    "n_blocks_target": Column("blocks of the target", "blocks", "0 …", label="all blocks, target"),
    "n_blocks_reference": Column("blocks of the reference", "blocks", "0 …", label="all blocks, reference"),
    # measures of a two-by-two table, and of blocks (formulas: docs/measures.md)
    "pmi": Column("pointwise mutual information", "bits", "−∞ … ∞", label="PMI"),
    "npmi": Column("PMI over its maximum", "", "−1 … 1", label="NPMI"),
    "mi2": Column("PMI with the joint frequency squared", "bits", "−∞ … ∞"),
    "mi3": Column("PMI with the joint frequency cubed", "bits", "−∞ … ∞"),
    "local_mi": Column("PMI times the joint frequency", "bits", "−∞ … ∞"),
    "mutual_information": Column("mutual information over all four cells", "bits", "0 … 1"),
    "t_score": Column(
        "excess over expectation in standard errors of the observed count", "", "−∞ … ∞", label="t-score"
    ),
    "z_score": Column(
        "excess over expectation in standard deviations of the expected count", "", "−∞ … ∞", label="z-score"
    ),
    "simple_ll": Column("log-likelihood of the joint cell alone, signed", "", "−∞ … ∞"),
    "dice": Column("Dice coefficient", "", "0 … 1"),
    "log_dice": Column("Dice coefficient on a logarithmic scale", "log2", "−∞ … 14", label="logDice"),
    "jaccard": Column("shared part of all occurrences", "", "0 … 1"),
    "delta_p_forward": Column("how much the row (node) raises the chance of the column (collocate)", "", "−1 … 1"),
    "delta_p_backward": Column("how much the column (collocate) raises the chance of the row (node)", "", "−1 … 1"),
    "conditional_probability_forward": Column("share of the row's occurrences in the column", "", "0 … 1"),
    "conditional_probability_backward": Column("share of the column's occurrences in the row", "", "0 … 1"),
    "minimum_sensitivity": Column("the smaller of the two conditional probabilities", "", "0 … 1"),
    "phi2": Column("squared phi coefficient", "", "0 … 1"),
    "log_odds_ratio": Column("log of the odds ratio, ½ added to each cell", "ln", "−∞ … ∞"),
    "log_odds_ratio_z": Column("log odds ratio over its standard error", "", "−∞ … ∞"),
    "log_ratio_hardie": Column("log ratio with 0 replaced by ½", "log2", "−∞ … ∞"),
    "relative_risk": Column("ratio of the two rates", "", "0 … ∞"),
    "percent_difference": Column("difference of the rates in per cent of the reference's (%DIFF)", "%", "−100 … ∞"),
    "odds_ratio": Column("ratio of the two odds", "", "0 … ∞"),
    "difference_coefficient": Column("difference of the rates over their sum", "", "−1 … 1"),
    "simple_maths": Column("ratio of the rates per million, 100 added to both", "", "0 … ∞"),
    "log_odds_z_two_term": Column("Fightin' Words z, two-term variance, prior 0.01 a word", "", "−∞ … ∞"),
    "log_odds_z_four_term": Column("Fightin' Words z, four-term variance, prior 0.01 a word", "", "−∞ … ∞"),
    "weighted_log_odds": Column("Fightin' Words z against both sides together, pooled prior", "", "−∞ … ∞"),
    "jensen_shannon": Column("part of the Jensen–Shannon divergence, signed", "bits", "−½ … ½"),
    "log_likelihood_two_term": Column("log-likelihood over the word's two cells, signed", "", "−∞ … ∞"),
    "log_likelihood_williams": Column("G² with Williams' correction, signed", "", "−∞ … ∞"),
    "log_likelihood_yates": Column("G² with Yates' correction, signed", "", "−∞ … ∞"),
    "chi_squared": Column("Pearson's χ² without correction, signed", "", "−∞ … ∞"),
    "chi_squared_yates": Column("Pearson's χ² with Yates' correction, signed", "", "−∞ … ∞"),
    "chi_squared_williams": Column("Pearson's χ² with Williams' correction, signed", "", "−∞ … ∞"),
    "fisher_exact": Column("two-sided p of Fisher's exact test", "probability", "0 … 1"),
    "fisher_odds_ratio": Column("conditional maximum-likelihood odds ratio", "", "0 … ∞"),
    "bic": Column("two-term log-likelihood less ln N; above 10 speaks strongly for a difference", "", "−∞ … ∞"),
    "ell": Column("log-likelihood as a share of its maximum", "", "0 … 1"),
    "mann_whitney_u": Column("pairs of blocks in which the target's rate is higher, ties half", "pairs", "0 … ∞"),
    "mann_whitney_p": Column("two-sided p of Mann and Whitney's test on the blocks' rates", "probability", "0 … 1"),
    "welch_t": Column("Welch's t of the blocks' rates", "", "−∞ … ∞"),
    "welch_p": Column("two-sided p of Welch's t", "probability", "0 … 1"),
    # quotations, and what of them is for a person to look at
    "span_id": Column("number of the span in the document, nested ones too", "ordinal", "0 …"),
    "parent": Column("span_id of the span around it; -1 where there is none", "ordinal", "-1 …"),
    "reason": Column("why a person should look at it"),
    "n_quoted": Column("number of tokens in somebody else's words", "tokens", "0 …", label="quoted words"),
    "n_unknown": Column(
        "number of tokens of which it is not known whose they are", "tokens", "0 …", label="words of unknown voice"
    ),
    "n_apparatus": Column(
        "number of tokens in page references, notes and running heads", "tokens", "0 …", label="words of apparatus"
    ),
    "quoted_share": Column("quoted tokens over all tokens of the document", "proportion", "0–1"),
    # topics
    "topic": Column("number of the topic in its model; it never changes", "ordinal", "0 …"),
    "rank": Column("place in the order, first = 0", "ordinal", "0 …"),
    "probability": Column("probability of the word in the topic", "proportion", "0 … 1"),
    "lift": Column("probability in the topic over that in all topics together", "", "0 …"),
    "relevance": Column("λ ln probability + (1 − λ) ln lift", "ln", "−∞ … ∞"),
    "coherence": Column("how much the topic's first words attract each other", "", "−1 … 1"),
    "n_found": Column("words of the topic that occur in the reference", "types", "0 …", label="words found"),
    "n_pairs": Column("pairs of words that were scored", "pairs", "0 …", label="pairs"),
    "match": Column("number of the matching topic in the other model", "ordinal", "0 …"),
    "similarity": Column("likeness of a topic with its match; 1 = the same words", "", "0 … 1"),
    "stability": Column("mean likeness of the topic with its matches in subsets of the texts", "", "0 … 1"),
    "k": Column("number of topics", "topics", "2 …"),
    "criterion": Column("what is compared with shuffled text: completion or stability"),
    "null_mean": Column("mean value in shuffled copies of the text", "as the value", label="null, mean"),
    "null_high": Column("value that 5% of the shuffled copies exceed", "as the value", label="null, 95th percentile"),
    "excess": Column("value less the mean of the shuffled copies, in their standard deviations", "", "−∞ … ∞"),
    "chosen": Column("whether this number of topics is the one named", "", "true, false"),
    "share_target": Column("share of the topic in the target", "proportion", "0 … 1", label="share, target"),
    "share_reference": Column("share of the topic in the reference", "proportion", "0 … 1", label="share, reference"),
    "power": Column("chance to find a difference of the size stated with texts of this size", "proportion", "0 … 1"),
    "detectable": Column("least difference found with power .8", "", "0 …"),
    "x": Column("place on the map, across; only distances mean anything"),
    "y": Column("place on the map, upwards; only distances mean anything"),
    "fit": Column("share of the squared distances that the map keeps", "proportion", "0 … 1"),
    # reports
    "n_leading": Column(
        "paragraphs in which the topic has the largest share", "paragraphs", "0 …", label="leads paragraphs"
    ),
    "words": Column("the topic's most relevant words (λ = .6)"),
}


def heading(name: str) -> str:
    """What a column is called where people read it.

    >>> heading("per_1000"), heading("log_ratio")
    ('per 1,000', 'log ratio')
    """
    column = COLUMNS.get(name)
    return column.label if column and column.label else name.replace("_", " ")


def describe(name: str) -> Column:
    """The meaning of a column.

    >>> describe("n_tokens").unit
    'tokens'
    """
    from textstats.errors import one_of

    return COLUMNS[one_of("column", name, COLUMNS)]
