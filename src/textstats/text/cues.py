"""Words that report speech: shared by the finding of blocks, the kinds of quotation and the speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence

_REPORTING = """
accuse add admit advise affirm agree allege announce answer argue ask assert assure aver avow bark bawl beg begin bellow
blurt boast breathe call caution chide chuckle claim comment complain concede conclude confess confirm continue
contend counter croak cry declare demand demur deny describe drawl echo ejaculate emphasise emphasize enquire exclaim
explain exclaim expostulate falter gasp groan growl grumble grunt hiss hint howl implore inform inquire insist
interject interpose interrupt intone joke lament laugh lecture maintain moan mumble murmur muse mutter nod note
object observe opine order persist plead pray proceed proclaim promise pronounce propose protest purr pursue query
quip quote rasp reassure recall recite recount reflect rejoin relate remark remember remind remonstrate reply report
repeat reprove request resume retort return roar say scoff scold scream shout shriek sigh smile snap snarl sneer snort
sob soothe splutter stammer state stipulate stress stutter suggest summarise summarize surmise tease tell testify
thunder tweet urge utter venture vow wail warn weep whimper whine whisper wonder write yell yelp
confide declaim apologise apologize clarify elaborate estimate formulate define underline point refer praise lay
""".split()

_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "begin": "begins began begun beginning", "cry": "cries cried crying", "reply": "replies replied replying",
    "deny": "denies denied denying", "testify": "testifies testified testifying", "beg": "begs begged begging",
    "weep": "weeps wept weeping", "quip": "quips quipped quipping", "snap": "snaps snapped snapping",
    "sob": "sobs sobbed sobbing", "purr": "purrs purred purring", "demur": "demurs demurred demurring",
    "put": "puts put putting", "lay": "lays laid laying", "refer": "refers referred referring", "think": "thinks thought thinking",
}  # fmt: skip


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return [verb, third, f"{verb}ed", f"{verb}ing"]


VERBS = frozenset(form for verb in [*_REPORTING, "think", "put"] for form in _forms(verb))
# A finite form, as it stands beside a subject: "Marx put it", "said she".
FINITE = frozenset(form for form in VERBS if not form.endswith("ing"))
# What only a verb can be: neither an infinitive nor a plural ("European states", "estimates").
_PLURALS = frozenset(
    "states estimates notes reports answers claims remarks demands objects orders quotes requests calls comments cries "
    "hints jokes laughs lectures moans murmurs smiles sighs shouts barks boasts counters echoes gasps groans growls "
    "grumbles grunts howls laments mumbles mutters praises promises protests queries quips reflects replies retorts "
    "returns roars screams shrieks snaps sobs stammers stresses stutters ventures vows wails whimpers whines whispers "
    "wonders yells yelps muses points refers lays warns urges charges details advances defines drawls accounts".split()
)
SURELY_VERBS = frozenset(
    form
    for verb in _REPORTING
    for form in _forms(verb)
    if not form.endswith("ing") and form not in _PLURALS and form != verb
) | {"put", "put it", "thought"}

_ALTERNATIVES = "|".join(sorted(VERBS, key=len, reverse=True))
SAYS = re.compile(
    rf"\b(?:{'|'.join(sorted(SURELY_VERBS - {'ordered'}, key=len, reverse=True))}|write|saying|writing)\b"
)
REPORTS = re.compile(rf"\b(?:{_ALTERNATIVES})\b", re.IGNORECASE)
# Nouns of a text that is about to be given.
SOURCES = re.compile(
    r"\b(?:in the words of|according to|these words|passages?|letters?|speech|testimony|statement|declaration|manifesto|"
    r"diary|journal|memoirs?|preface|obituary|in (?:his|her|their) own words|lines|premised on)\b",
    re.IGNORECASE,
)
# Nouns and phrases that lead in lists as often as quotations.
WEAK_SOURCES = re.compile(
    r"\b(?:as follows|the following|for instance|for example|thus|namely|paragraph|formula|based on|account)\b",
    re.IGNORECASE,
)
_OPENERS = "“\"‘'„«"
_STORY_SHARE, _STORY_LEAST = 0.25, 5


def is_story(text: str, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether dialogue is the norm: at least five paragraphs, and a quarter of all, begin with a mark.

    A colon then leads in anything, and "he" may be one of two speakers.
    """
    marked = sum(text[start] in _OPENERS for start, _ in paragraphs)
    return marked >= _STORY_LEAST and marked > _STORY_SHARE * len(paragraphs)


# The next paragraph looks back at what was just quoted.
LOOKS_BACK = re.compile(
    r"(?:Here,? (?:[A-Z]\w+|he|she)\b|In (?:this|these|those|that|the above) (?:passages?|lines|words|quotations?|extracts?|remarks?)|"
    r"(?:This|These|That|Those|Such|The above|The) (?:passages?|lines|words|quotations?|quotes?|extracts?|remarks?|sentences?)\b|"
    r"(?:As|What) th(?:is|ese) (?:passages?|quotations?|quotes?|lines|words))"
)
