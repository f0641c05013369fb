"""Abbreviations that keep their point, and what they tell about the end of a sentence.

One list for words and for sentences. What stands here in capitals counts as an abbreviation only so ("Sat."
is a day, "sat." ends a sentence); what stands here in small letters counts in both.
"""

from __future__ import annotations

BEFORE_NAME = frozenset(
    "Mr Mrs Ms Mx Dr Drs Prof Rev Fr Sr Hon Rt Gen Lt Col Capt Cpt Cmdr Maj Sgt Cpl Pvt Adm Sen Sens Rep Reps Gov Pres "
    "Amb Supt Insp Msgr Messrs Mme Mlle St Ste Mt Ft Pt Dept Univ Assn Assoc Bldg Atty Dist Det Brig Asst".split()
)
"""Stand before a name: not the end of a sentence."""

BEFORE_NAME_OR_END = frozenset("St Ste Ft Pt Mt Sr Dept Univ Bldg Assn Assoc Dist".split())
"""Of these, the ones that stand at the end too: before a word that starts many sentences."""

BEFORE_NUMBER = frozenset(
    "No Nos N° p pp vol vols fig figs ch chap sec sect art eq para ver ext tel ca cf ff ed eds Fig Figs Vol Ch Sec".split()
)
"""Stand before a number or a name: the end of a sentence only before a word that starts many."""

MONTHS_DAYS = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat".split()
)

PLACES = frozenset(
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn "
    "Tenn Tex Va Vt Wash Wis Wyo Ont Que Ave Blvd Rd Hwy Dr Sq Pkwy".split()
)

ANYWHERE = frozenset(
    "etc ect vs eg ie viz al approx apt ste ave blvd rd st co corp inc ltd plc bros mfg intl natl govt dept assn jr sr esq "
    "hrs yrs lbs oz tbsp tsp sq misc incl excl est resp ibid op cit repr trans".split()
) | frozenset("Inc Ltd Corp Co Jr Sr Esq Bros PhD MD Llc".split())
"""May end a sentence or stand in the middle of one."""

NEVER_LAST = frozenset("e.g i.e eg ie cf c.f vs v viz p.s p.p.s n.b q.v approx ca".split())
"""Never end a sentence, whatever follows."""

_NEVER = frozenset("I i u a A O".split())
_ALL = (BEFORE_NAME | BEFORE_NUMBER | MONTHS_DAYS | PLACES | ANYWHERE) - {"No", "art", "sec", "PhD", "MD"}


def is_abbreviation(word: str) -> bool:
    """Whether `word`, which a point follows, keeps it.

    >>> is_abbreviation("Mr"), is_abbreviation("J"), is_abbreviation("I"), is_abbreviation("house")
    (True, True, False, False)
    """
    if len(word) == 1:
        return word.isalpha() and word not in _NEVER
    return (
        word in _ALL
        or (word.lower() in _ALL and word.lower() in ANYWHERE)
        or (word.isupper() and word.capitalize() in _ALL - MONTHS_DAYS - PLACES)
    )
