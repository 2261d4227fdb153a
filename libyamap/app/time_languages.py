"""French and Arabic words of times, made into the English ones that `app.time_words` reads.

Months by the names of Cairo and Tripoli, of the Maghreb and of the Levant. Whatever is none of these words stays.
"""

import re
from calendar import month_name
from typing import Final

from libyamap.app.folding import folded

_MONTHS: Final = (
    "janvier janv يناير جانفي كانون_الثاني",
    "février févr فبراير فيفري شباط",
    "mars مارس آذار",
    "avril avr أبريل إبريل أفريل نيسان",
    "mai مايو ماي أيار",
    "juin يونيو يونيه جوان حزيران",
    "juillet juil يوليو يوليه جويلية تموز",
    "août أغسطس أوت آب",
    "septembre سبتمبر أيلول",
    "octobre أكتوبر تشرين_الأول",
    "novembre نوفمبر تشرين_الثاني",
    "décembre déc ديسمبر كانون_الأول",
)
_WORDS: Final = {
    "about": "vers environ autour_du autour_de حوالي نحو تقريبا",
    "possibly": "peut-être probablement ربما يحتمل",
    "before": "avant avant_le قبل",
    "until": "jusqu'au jusqu'à jusqu'en حتى",
    "after": "après après_le بعد",
    "since": "depuis depuis_le à_partir_de à_partir_du منذ",
    "from": "du من",
    "to": "au à إلى",
    "between": "entre entre_le بين",
    "and": "et et_le",
    "early": "début début_de أوائل مطلع بداية",
    "mid": "mi milieu_de منتصف",
    "late": "fin fin_de أواخر نهاية",
    "spring": "printemps ربيع الربيع",
    "summer": "été l'été صيف الصيف",
    "autumn": "automne l'automne خريف الخريف",
    "winter": "hiver l'hiver شتاء الشتاء",
    "today": "aujourd'hui اليوم",
    "yesterday": "hier أمس",
    "unknown": "inconnu inconnue غير_معروف مجهول",
    "": "le la en شهر عام سنة في",
}


def _table() -> dict[str, str]:
    meant = {name.lower(): words for name, words in zip(month_name[1:], _MONTHS, strict=True)} | _WORDS
    return {folded(word.replace("_", " ")): english for english, words in meant.items() for word in words.split()}


_ENGLISH: Final = _table()
_ANY: Final = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True))})(?!\w)")
_FIRST: Final = re.compile(r"(?<=\b1)er\b")
_JOINED_AND: Final = re.compile(r"\sو\s?(?=\w)")
_BETWEEN: Final = "بين "  # "and" is one letter there, joined to the word that follows
_FROM_AT_START: Final = re.compile(r"^de\s+")


def in_english(plain: str) -> str:
    """A folded text with its French and Arabic words of time in English."""
    text = _FROM_AT_START.sub("from ", _FIRST.sub("", plain))
    if text.startswith(_BETWEEN):
        text = _JOINED_AND.sub(" and ", text)
    return " ".join(_ANY.sub(lambda found: _ENGLISH[found[0]], text).split())
