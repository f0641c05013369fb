"""Words of closed classes: articles, pronouns, prepositions, conjunctions, auxiliaries and their kin.

A list of our own. Lists in circulation also drop *state*, *system*, *work* and *world*, which are what a
political text is about; this one holds no noun, verb or adjective of content, and a test holds it to that.
Forms follow `type`: case folded, straight apostrophes.
"""

from __future__ import annotations

_CLASSES = {
    "article": "a an the",
    "personal": "i me we us you he him she her it they them thee thou",
    "possessive": "my our your his her its their mine ours yours hers theirs",
    "reflexive": "myself ourselves yourself yourselves himself herself itself themselves oneself",
    "demonstrative": "this that these those such",
    "interrogative": "who whom whose which what when where why how whoever whatever whichever whether",
    "indefinite": (
        "all any anybody anyone anything both each either every everybody everyone everything few many more most much "
        "neither nobody none no nothing one ones other others another several some somebody someone something same own"
    ),
    "preposition": (
        "about above across after against along alongside amid among around as at before behind below beneath beside "
        "besides between beyond by despite down during except for from in inside into like near of off on onto out outside "
        "over per since through throughout till to toward towards under until unto up upon via with within without"
    ),
    "conjunction": "and but or nor so yet if because although though unless while whereas than lest once",
    "auxiliary": (
        "am is are was were be been being do does did doing done have has had having can could may might must shall "
        "should will would ought cannot"
    ),
    "contraction": (
        "i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd "
        "it'll they're they've they'd they'll that's there's here's what's who's let's isn't aren't wasn't weren't don't "
        "doesn't didn't haven't hasn't hadn't can't couldn't mustn't shan't shouldn't won't wouldn't mightn't needn't"
    ),
    "adverb": (
        "not also again ever here there then thus hence therefore however just only even very too rather quite still "
        "already almost now never always often moreover nevertheless otherwise perhaps instead etc"
    ),
}

STOP_WORDS: frozenset[str] = frozenset(word for words in _CLASSES.values() for word in words.split())
