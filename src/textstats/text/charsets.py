"""Which of the charsets in use before UTF-8 a file is written in: a guess, with its confidence.

Each candidate reads the bytes, and what comes out is judged as writing: by the pairs of letters that the words of a
language have (charset_bigrams.txt), by where quotation marks and signs stand, by the most frequent characters of
Chinese, Japanese and Korean. The best reading wins. See docs/decisions/charsets.md for how often it is right.
"""

from __future__ import annotations

import codecs
import math
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

_WEST = "en fr de es pt it nl da sv nb fi is ca ga gl sq et cy"
_CENTRAL = "pl cs sk hu sl hr ro de"
_CYRILLIC = "ru uk bg mk sr"
_BALTIC = "lt lv et"
# charset to languages, the more usual first: the first of equal readings wins
CHARSETS: dict[str, str] = {
    "cp1252": _WEST,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "gb18030": "zh",
    "cp932": "ja",
    "euc_jp": "ja",
    "cp949": "ko",
    "big5hkscs": "zh",
    "cp1253": "el",
    "cp1254": "tr",
    "cp1255": "he",
    "cp1256": "ar fa",
    "cp1257": _BALTIC,
    "cp874": "th",
    "koi8-r": "ru bg",
    "koi8-u": "uk",
    "iso8859-2": _CENTRAL,
    "iso8859-15": _WEST,
    "iso8859-5": _CYRILLIC,
    "iso8859-6": "ar fa",
    "iso8859-7": "el",
    "iso8859-13": _BALTIC,
    "iso8859-4": _BALTIC,
    "cp866": _CYRILLIC,
    "cp850": _WEST,
    "cp437": _WEST,
    "cp852": _CENTRAL,
    "mac_roman": _WEST,
    "mac_latin2": _CENTRAL,
    "mac_cyrillic": _CYRILLIC,
    "mac_greek": "el",
    "mac_turkish": "tr",
    "cp857": "tr",
    "cp737": "el",
    "cp862": "he",
    "cp775": _BALTIC,
    "utf-16-le": "zh ja ko",
    "utf-16-be": "zh ja ko",
}
_WIDE_WRITING = -9.5  # stricter: any two bytes make an ideograph
# what a charset owes, once for the text, for being rarer than cp1252, by the first letters of its name
_RARE = {
    "cp1252": 0.0,
    "cp12": 2.0,
    "gb18": 2.0,
    "cp93": 2.0,
    "cp94": 2.0,
    "iso": 2.5,
    "mac": 3.0,
    "utf": 20.0,
    "": 4.0,
}
_FOREIGN = 6.0  # the same for letters of another script in a text whose other letters are ASCII
_SAMPLE = 1 << 13
_NEVER = -16.0  # a pair of letters that no word has
_WRONG = -14.0
_NO_WRITING = -10.3  # below: none; measured: real texts -9.0 and more, noise -10.3 and less
_QUOTES = frozenset("“”„‚‘’«»‹›")
_MARKS = frozenset("•·\u00a0\u00ad§°€£©®™¿¡ºª½¼¾±×№")
_AFTER_WORD = frozenset("©®™ºª\u00a0")
_FREQUENT = {
    "zh": (
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所"
        "然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与"
        "長這個們來為國說時會對於過發後裡經麼學現當沒動麗還進樣實軍無與開從問題間關應該給讓種頭見樂業產員電話書長門"
        "长问题间关应该给让头见业产员电话书门社文化政治经济革命工党阶级总第二三四五六七八九十新高老已最次很由此或"
    ),
    "ja": (
        "日本人年大国会中出一事行見月者分生自今時上前金手間方思来言何気下長東学私世入家地物度合場新文話食聞書女男子体部"
        "京都理対性的同内定回社政民業明問野主義戦発動員全市作立代実力通化和関連表要多題現最安教平公目保後法当約意"
    ),
    "ko": (
        "이다는에의을를가은로고하지도서나기리사자한들인그어있것대해시아수정보일부제전으라만니면여과게와장조주상구마"
        "원러우세동교경성유선모신공국문연안무소용방중오계말당산생모든때습실위치할된했었음않없같더많내적관물비"
    ),
}


@cache
def _tables() -> dict[str, dict[str, int]]:
    """The levels of the bigrams of each language."""
    tables: dict[str, dict[str, int]] = {}
    for line in files("textstats.text").joinpath("charset_bigrams.txt").read_text(encoding="utf-8").splitlines():
        language, level, pairs = line.split("\t")
        tables.setdefault(language, {}).update((pairs[i : i + 2], int(level)) for i in range(0, len(pairs), 2))
    return tables


def best_charset(data: bytes, *, only: str = "") -> tuple[str | None, float]:
    """Give the most likely charset of bytes that are no UTF-8, and how sure that is (0 to 1).

    The charset reads all bytes; None stands for bytes that make sense in none. `only` is what the name begins with.
    """
    readings = []
    for name, languages in CHARSETS.items():
        if not name.startswith(only) or (name.startswith("utf-16") and len(data) % 2):
            continue
        sample = data[:_SAMPLE] if name.startswith("utf-16") else _sample(data)
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample, final=len(sample) == len(data))
        except UnicodeDecodeError:
            continue
        score, n = _score(text, languages.split())
        indebted = score - next(cost for start, cost in _RARE.items() if name.startswith(start)) / max(n, 1)
        is_writing = score >= _NO_WRITING - (0 if n >= 30 else 1.7)
        if indebted >= _WIDE_WRITING if name.startswith("utf-16") else is_writing:
            readings.append((indebted, n, name, text))
    readings.sort(key=lambda reading: -reading[0])
    for score, n, name, text in readings:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        rival = next((other for other, _, _, reading in readings if other <= score and reading != text), _WRONG)
        return name, round(1 - math.exp(-max(score - rival, 0.0) * min(n, 50) / 6), 2)
    return None, 0.0


def _sample(data: bytes) -> bytes:
    """A piece that begins a little before the first byte beyond ASCII, at a line or the start."""
    if len(data) <= _SAMPLE:
        return data
    first = len(data) - len(data.lstrip(bytes(range(128))))
    start = data.rfind(b"\n", max(0, first - 1000), first) + 1
    return data[start : start + _SAMPLE]


def _score(text: str, languages: list[str]) -> tuple[float, int]:
    """How well a text reads in the best of the languages, per character beyond ASCII, and their number."""
    pairs: Counter[str] = Counter()
    fixed: list[float] = []
    wide: Counter[str] = Counter()
    edged = f" {text} "
    n_letters = 0
    for i, char in enumerate(edged):
        if char < "\x80":
            continue
        before, after = edged[i - 1], edged[i + 1]
        if char >= "\u2e80" and not "\ufb00" <= char <= "\ufeff":
            if before.isascii() and before.isalpha() and after.isascii() and after.isalpha():
                fixed.append(_NEVER)
            else:
                wide[char] += 1
        elif char.isalpha() or unicodedata.combining(char) or "\u0e00" <= char <= "\u0e7f":
            if (char.isupper() and before.islower()) or before in ".,;:!?)":
                fixed.append(_NEVER - 4)
                continue
            n_letters += 1
            low = char.lower()[0]
            pairs[(before.lower()[0] if before.isalpha() else " ") + low] += 1
            if not (after.isalpha() and after >= "\x80"):
                pairs[low + (after.lower() if after.isalpha() else " ")] += 1
        else:
            fixed.append(_sign(char, before, after))
    n = n_letters + len(fixed) + sum(wide.values())
    if not n:
        return _NEVER, 0
    best = max((_letters(pairs, wide, language, languages) for language in languages), default=_NEVER)
    n_pairs = sum(pairs.values())
    letters, ideographs = best if isinstance(best, tuple) else (best, 0.0)
    mean_letter = letters / n_pairs if n_pairs else 0.0
    n_latin = sum(char.isalpha() for char in text if char < "\u0250")
    n_foreign = sum(char.isalpha() for char in text) - n_latin
    foreign = _FOREIGN if 0 < n_foreign < n_latin / 3 else 0.0
    return (mean_letter * n_letters + sum(fixed) + ideographs - foreign) / n, n


def _letters(pairs: Counter[str], wide: Counter[str], language: str, family: list[str]) -> tuple[float, float]:
    """The sum over pairs of letters, and over wide characters, in a language."""
    tables = _tables()
    own = tables.get(language, {})
    letters = 0.0
    for pair, n in pairs.items():
        level = own.get(pair)
        if level is None:
            level = min((tables.get(other, {}).get(pair, 99) for other in family), default=99) + 3
        value = -float(level) if level < 16 else _NEVER
        if language == "th":
            value = _thai(pair)
        letters += n * value
    ideographs = sum(n * _wide(char, language) for char, n in wide.items())
    return letters, ideographs


def _sign(char: str, before: str, after: str) -> float:
    """A mark or sign beyond ASCII, by whether it stands where such signs stand."""
    inside = before.isalpha() and after.isalpha()
    if char in _QUOTES:
        opens, closes = after.isalnum() or after in "¿¡“‘«(", not before.isspace()
        if inside and char == "’":
            return -7.0
        return -7.0 if (closes and char not in "‚„" if not opens else not before.isalnum()) else _WRONG
    if char in "–—…":
        return -10.0 if char != "…" and before.isspace() and after.isalpha() else -7.0
    if char in "€£" and before.isalpha():
        return _WRONG
    if char in _MARKS:
        if inside:
            return -8.0 if char in "\u00ad·" else _WRONG
        return -8.0 if char in _AFTER_WORD or not before.isalpha() else -12.0
    category = unicodedata.category(char)
    return -20.0 if category[0] == "C" else _WRONG if inside or category == "So" else -12.0


def _wide(char: str, language: str) -> float:
    """A character of East Asian writing in one of its languages."""
    frequent = _FREQUENT.get(language, "")
    place = frequent.find(char)
    if place >= 0:
        return -5.0 if place < 30 else -7.0
    if "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff5e":
        return -6.0
    if "\u3040" <= char <= "\u30ff":
        return (-5.0 if char < "\u30a0" else -7.0) if language == "ja" else -11.0
    if "\uac00" <= char <= "\ud7a3":
        return -9.0 if language == "ko" else _NEVER
    if "\u4e00" <= char <= "\u9fff":
        return -13.0 if language == "ko" else -10.5
    return _NEVER


def _thai(pair: str) -> float:
    """A pair in Thai: a vowel sign above or below stands on a consonant, a leading vowel before one."""
    first, second = pair[0], pair[1]
    consonants = ("ก", "ฮ")
    if (second != " " and unicodedata.combining(second)) or "ั" <= second <= "ฺ" or "็" <= second <= "๎":
        return -7.0 if consonants[0] <= first <= consonants[1] or "ั" <= first <= "๎" else _NEVER
    if "เ" <= first <= "ไ":
        return -7.0 if consonants[0] <= second <= consonants[1] else _NEVER
    return -8.0 if all("ก" <= char <= "ฯ" or char in "ะาำเแโใไๆ " for char in pair) else _NEVER
