"""Vietnamese syllables: whether letters can be one, and where its tone mark stands.

A syllable is an optional first consonant, a rime and a tone. The rimes are those of the standard orthography; what
is no syllable is a foreign word, an abbreviation, a slip, or text in another encoding.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Grave (huyền), acute (sắc), tilde (ngã), hook (hỏi), dot (nặng)."""

CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Every capital of Vietnamese, to stand in a set of a pattern: in Unicode they lie between the small letters."""

# A rime that ends in p, t, c or ch has one of two tones.
_STOPPED_TONES = frozenset("\u0301\u0323")
_OPEN = """
a ai am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây e em en eng eo ê êm ên êng ênh êu
i ia im in inh iu iêm iên iêng iêu o oi om on ong ô ôi ôm ôn ông ơ ơi ơm ơn u ua ui um un ung
uôi uôm uôn uông ư ưa ưi ưm ưn ưng ưu ươi ươm ươn ương ươu y
oa oai oan oang oanh oao oay oăm oăn oăng oe oen oeo oong uân uâng uây uê uên uênh uơ uơn uy uya uyn uynh uyu uyên
yên yêm yêng yêu
"""
_STOPPED = """
ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot ôc ôp ôt ơp ơt uc up ut uôc uôt
ưc ưt ươc ươp ươt oac oach oap oat oăc oăt oet ooc uât uêch uych uyt uyêt yêt
"""
# After qu and gi a rime is written without the u or i that it shares with them.
_AFTER_QU = (
    "uôc uôn ua uai uan uang uanh uao uat uac uach uau uay uăm uăn uăng uăt uăp uăc ue uen ueo uet uit ui uinh uich"
)
_FIRST = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|[bcdđghklmnpqrstvx])?")


@lru_cache(maxsize=1)
def _rimes() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    stopped = frozenset(_STOPPED.split())
    return frozenset(_OPEN.split()) | stopped, frozenset(_AFTER_QU.split()), stopped


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Tell whether `word` is written as one Vietnamese syllable can be, in lower case, capitals or with one capital."""
    if len(word) > 8 or not (word.islower() or word.isupper() or word.istitle()):
        return False
    letters, tone = split_tone(word.lower())
    if letters is None:
        return False
    first = _FIRST.match(letters)[0]  # type: ignore[index]  # matches nothing too
    return any(_fits(begun, letters[len(begun) :], tone) for begun in {first, first[:1], ""})


def _fits(first: str, rime: str, tone: str) -> bool:
    plain, after_qu, stopped = _rimes()
    if first == "gi":
        known = rime in plain and rime[0] not in "iy"
    elif first == "q":
        known = rime in after_qu or (rime in plain and rime[0] == "u" and len(rime) > 1)
    else:
        known = rime in plain and _spelt_together(first, rime[0])
    if not known:
        return False
    is_stopped = rime in stopped or (first == "q" and rime.endswith(("c", "ch", "t", "p")))
    return not is_stopped or tone in _STOPPED_TONES


def _spelt_together(first: str, vowel: str) -> bool:
    if first in {"k", "gh", "ngh"}:
        return vowel in "eêiy"
    if first in {"c", "g", "ng"}:
        return vowel not in ("eêy" if first == "g" else "eêiy")
    return True


def split_tone(word: str) -> tuple[str | None, str]:
    """Return a word's letters without its tone, composed, and the tone; None for the letters when it has two tones."""
    if word.isascii():
        return word, ""
    decomposed = unicodedata.normalize("NFD", word)
    tones = [letter for letter in decomposed if letter in TONES]
    if not tones:
        return word, ""
    if len(tones) > 1:
        return None, ""
    return unicodedata.normalize("NFC", decomposed.replace(tones[0], "")), tones[0]
