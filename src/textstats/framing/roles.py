"""Roles in a parsed sentence: for each verb who fills which role, how it is built, denied and qualified."""

from __future__ import annotations

from typing import Any, NamedTuple

STATES = frozenset(
    {"be", "have", "remain", "become", "seem", "appear", "stand", "stay", "contain", "include", "lack", "own", "mean"}
)
SAYING = frozenset(
    {"say", "write", "argue", "explain", "note", "add", "reply", "claim", "ask", "answer", "report", "state", "observe"}
)
RAISING = frozenset(
    {"begin", "start", "continue", "seem", "appear", "tend", "cease", "go", "come", "prove", "happen", "fail", "need"}
    | {"have", "use"}
)
_POSSIBLE = frozenset({"may", "might", "can", "could", "ca", "able", "unable", "likely", "unlikely", "possible"})
_NECESSARY = frozenset({"must", "should", "ought", "need", "force", "compel", "require", "oblige", "have", "necessary"})
_PREDICTED = frozenset({"will", "would", "shall", "'ll", "wo", "’ll", "'d", "’d"})
_DENYING = frozenset({"fail", "refuse", "unable", "impossible"})
_NEGATIVE = frozenset({"no", "neither", "none", "nobody", "nothing", "nor"})
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "obj", "dative")


class Role(NamedTuple):
    """A filler (its head's offsets in the sentence) in a role of a verb, with the fillers on the other side."""

    role: str
    filler: tuple[int, int]
    verb: tuple[int, int]
    predicate: str
    construction: str
    polarity: str
    modality: str
    others: tuple[tuple[int, int], ...]


def roles(sentence: Any) -> list[Role]:
    """The roles in a sentence that spaCy has parsed."""
    found: list[Role] = []
    for verb in sentence:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass"):
            continue
        passive = _passive(verb)
        subjects = _subjects(verb)
        objects = (
            [] if _quoting(verb) else _with_conjuncts([child for child in verb.children if child.dep_ in _OBJECTS])
        )
        by = _with_conjuncts([noun for child in verb.children if child.dep_ == "agent" for noun in child.children])
        if verb.lemma_ in RAISING and any(child.dep_ == "xcomp" for child in verb.children):
            subjects, objects = [], objects if verb.lemma_ != "have" else []
        construction = "active" if not passive else "passive" if by else "agentless passive"
        negated, modality = _negated(verb, subjects, objects), _modality(verb)
        predicate = " ".join([verb.lemma_, *(child.text for child in verb.children if child.dep_ == "prt")]).lower()
        doer = "bearer" if verb.lemma_ in STATES and not passive else "agent"
        sides = ((doer, by if passive else subjects), ("patient", subjects if passive else objects))
        for (role, fillers), (_, others) in zip(sides, sides[::-1], strict=True):
            across = tuple(_span(other) for other in others)
            for filler in fillers:
                where = (_span(filler), (verb.idx, verb.idx + len(verb)))
                polarity = "negated" if negated != _excluded(filler) else "affirmed"
                found.append(Role(role, *where, predicate, construction, polarity, modality, across))
    return found


def _passive(verb: Any) -> bool:
    if any(child.dep_ == "auxpass" and child.lemma_ in ("be", "get") for child in verb.children):
        return True
    if verb.dep_ == "acl":
        return bool(verb.tag_ == "VBN") and not any(child.dep_ in ("aux", *_SUBJECTS) for child in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children):
        return _passive(verb.head) if verb.head.pos_ in ("VERB", "AUX") and verb.head.tag_ == "VBN" else False
    return False


def _subjects(verb: Any, depth: int = 0) -> list[Any]:
    """Who is said to do (or undergo) it, if need be from the verb or noun that this verb hangs on."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own:
        if verb.dep_ == "relcl" and any(subject.tag_ in ("WP", "WDT") or subject.lower_ == "that" for subject in own):
            return _with_conjuncts([verb.head])
        return _with_conjuncts(own)
    if depth > 5 or _quoting(verb):
        return [noun for noun in _with_conjuncts(_after(verb)) if not depth]
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG"):
        return [verb.head]
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        controller = [child for child in verb.head.children if child.dep_ in _OBJECTS]
        if verb.dep_ == "xcomp" and controller:
            return _with_conjuncts(controller)
        head = verb.head.head if verb.head.pos_ == "ADJ" else verb.head
        return _subjects(head, depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(child.dep_ == "mark" for child in verb.children):
        return _subjects(verb.head, depth + 1)
    return []


def _quoting(verb: Any) -> bool:
    """Whether a verb of saying stands before its subject ("…", writes Trotsky), which parsers take for an object."""
    after = _after(verb)
    return verb.lemma_ in SAYING and verb.tag_ in ("VBZ", "VBD") and bool(after) and after[0].i == verb.i + 1


def _after(verb: Any) -> list[Any]:
    return [child for child in verb.children if child.dep_ in _OBJECTS and child.i > verb.i]


def _with_conjuncts(nouns: list[Any]) -> list[Any]:
    return [item for noun in nouns for item in (noun, *noun.conjuncts) if item.i >= noun.i]


def _span(noun: Any) -> tuple[int, int]:
    return noun.idx, noun.idx + len(noun)


def _chain(verb: Any) -> list[Any]:
    """The verb and the verbs or adjectives that govern it as their complement ("was forced to", "were unable to")."""
    chain = [verb]
    while chain[-1].dep_ == "xcomp" and len(chain) < 5:
        chain.append(chain[-1].head)
        if chain[-1].pos_ == "ADJ" and chain[-1].dep_ == "acomp":
            chain.append(chain[-1].head)
    if chain[-1].dep_ == "conj" and chain[-1].head.pos_ in ("VERB", "AUX"):
        own = any(child.dep_ in ("aux", *_SUBJECTS) for child in chain[-1].children)
        if chain[-1].tag_ == "VB" and not own:  # under the same auxiliary: "did not strike or march"
            chain.append(chain[-1].head)
    return chain


def _negated(verb: Any, subjects: list[Any], objects: list[Any]) -> bool:
    for link in _chain(verb):
        if link is not verb and link.lemma_.lower() in _DENYING:
            return True
        for child in link.children:
            if child.dep_ == "neg" and not _only(child):
                return True
            if child.dep_ == "preconj" and child.lower_ == "neither":
                return True
    after = verb.i + 1
    if after < len(verb.doc) and verb.doc[after].lower_ in _NEGATIVE:  # "have no power", whatever the parser made of it
        return True
    fillers = [*subjects, *objects] if verb.dep_ != "relcl" else objects
    if any(
        child.lower_ in _NEGATIVE for noun in fillers for child in noun.children if child.dep_ in ("det", "neg", "nmod")
    ):
        return True
    return bool(verb.dep_ == "pcomp" and verb.head.lower_ == "without")


def _excluded(filler: Any) -> bool:
    """Whether a filler is the one that it is not: "it, and not the working class, owned the factories"."""
    return any(child.lower_ == "not" and child.dep_ == "neg" for child in filler.children)


def _only(negation: Any) -> bool:
    """Whether a "not" belongs to "not only", "not just", "not merely", "not simply"."""
    after = negation.i + 1
    return after < len(negation.doc) and negation.doc[after].lower_ in ("only", "just", "merely", "simply")


def _modality(verb: Any) -> str:
    if verb.doc.text.rstrip("”’\"') ").endswith("?"):
        return "question"
    if any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless") for link in _chain(verb) for child in link.children
    ):
        return "conditional"
    first = [child.i for child in verb.children if child.dep_ in _SUBJECTS]
    if first and any(
        child.lower_ in ("had", "were", "should") and child.i < first[0] and child.dep_ == "aux"
        for child in verb.children
    ):
        return "conditional"
    cues = set()
    for link in _chain(verb):
        cues |= {child.lower_ for child in link.children if child.dep_ == "aux"}
        if link is not verb:
            cues.add(link.lemma_.lower())
    named = ((_POSSIBLE, "possible"), (_NECESSARY - ({"have"} if verb.dep_ != "xcomp" else set()), "necessary"))
    return next((name for words, name in (*named, (_PREDICTED, "predicted")) if cues & words), "asserted")
