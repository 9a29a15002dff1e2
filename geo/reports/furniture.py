"""Is this line part of the page's furniture: rates, credits, bylines, navigation?

Every test looks at one unit of text with its white space folded. A unit of many words is never
furniture by its first words alone: "Share prices fell in …" is news.
"""

from __future__ import annotations

import re
from typing import Final

MOST_WORDS: Final = 40

# ISO 4217 codes that news pages show in tickers, and the larger coins.
_CODES: Final = (
    "USD|EUR|GBP|JPY|CHF|CNY|CNH|RUB|RUR|UAH|BYN|KZT|TJS|UZS|KGS|TMT|AMD|AZN|GEL|MDL|TRY|IRR|IQD|"
    "ILS|AED|SAR|QAR|KWD|EGP|LYD|SYP|LBP|JOD|AFN|PKR|INR|BDT|LKR|NPR|THB|VND|IDR|MYR|SGD|PHP|KRW|"
    "KPW|TWD|HKD|AUD|NZD|CAD|MXN|BRL|ARS|CLP|COP|PEN|ZAR|NGN|KES|ETB|SDG|PLN|CZK|HUF|RON|BGN|RSD|"
    "SEK|NOK|DKK|ISK|BTC|ETH|XRP|LTC|BNB|SOL|USDT|DOGE|XAU|XAG"
)
_GOODS: Final = (
    "Brent|WTI|Urals|Gold|Silver|Oil|Crude(?: oil)?|Gas|Bitcoin|Ethereum|Dow(?: Jones)?|Nasdaq|"
    "S&P ?500|FTSE(?: ?100)?|DAX|Nikkei|MOEX|RTS|Dollar|Euro"
)
_NUMBER: Final = r"[$€£₽₴₸₺¥]?\s?\d[\d.,' ]*[$€£₽₴₸₺¥]?"
_CHANGE: Final = r"(?:\s*[(▲▼↑↓]?\s*[+\-−–▲▼↑↓]?\s?\d[\d.,]*\s?%?\s?[)▲▼↑↓]?)?"
_RATE: Final = (
    rf"(?:(?:{_CODES})(?:\s?[/\-–]\s?(?:{_CODES}))?|(?i:{_GOODS})|[$€£₽])\s*[:=]?\s*"
    rf"{_NUMBER}{_CHANGE}"
)
_RATES: Final = re.compile(rf"{_RATE}(?:\s*[|;,•·/]?\s*{_RATE})*")
_WEATHER: Final = re.compile(
    r"(?:[^\W\d][\w.'’ \-]{0,30}[,:]?\s*)?(?:[+\-−–]?\d{1,2}\s?(?:\.\.+|…|–)\s?)?"
    r"[+\-−–]?\d{1,2}\s?°\s?[CF]?"
    r"(?:\s*(?:\.\.|…|/|-|–)\s*[+\-−–]?\d{1,2}\s?°\s?[CF]?)?"
)

_BOILERPLATE: Final = re.compile(
    r"(?:(?:read|see|watch|listen)\s+(?:also|more|next|now|on)\b(?!\s+than)"
    r"|also\s+(?:read|see|watch)\b|more\s+(?:on|from)\s+(?:this|the)\s+(?:story|topic|section|web)"
    r"|recommended(?:\s+(?:reading|for\s+you|stories))?\s*:?\s*$"
    r"|related\s*(?::|$|(?:articles?|stories|story|news|topics?|content|coverage|reading)\b)"
    r"|(?:most|trending)\s+(?:read|popular|viewed|now)\b|top\s+stories\b|latest\s+news\s*$"
    r"|editors?['’]?s?\s+(?:picks?|choice)\b|don['’]t\s+miss\b|you\s+may\s+also\s+like"
    r"|subscribe\b|sign\s+(?:up|in)\b|log\s+in\b|register\s+(?:now|for|to)\b|newsletter\b"
    r"|(?:follow|join|like|support|contact)\s+(?:us|our|the\s+\w+\s+on)\b"
    r"|share\s*(?:$|:|(?:this|on|via|article|story|with)\b)|tweet\s*$|print\s*$|e-?mail\s*$"
    r"|copy\s+link\b|comments?\s*(?:\(?\d+\)?)?\s*$|leave\s+a\s+(?:comment|reply)\b"
    r"|(?:post|view|add)\s+(?:a\s+)?comments?\b|be\s+the\s+first\s+to\s+comment"
    r"|advertis(?:ement|ing)\b|sponsored\b|promoted\s+content|paid\s+content"
    r"|(?:story|article)\s+continues\s+(?:below|after)|continue\s+reading\b|loading\b"
    r"|(?:this|our)\s+(?:web)?site\s+uses\s+cookies|we\s+(?:and\s+our\s+partners\s+)?use\s+cookies"
    r"|(?:accept|reject|manage)\s+(?:all\s+)?cookies|cookie\s+(?:policy|settings|notice)"
    r"|privacy\s+policy\b|terms\s+(?:of\s+(?:use|service)|and\s+conditions)\b"
    r"|skip\s+to\b|back\s+to\s+top\b|click\s+(?:here|to)\b|tap\s+(?:here|to)\b|download\s+(?:the|our)\s+app"
    r"|(?:tags?|keywords|topics|filed\s+under|categories)\s*:"
    r"|copyright\s+(?:©|\(c\)|\d{4}|by\b)|©|\(c\)\s*\d{4}"
    r"|found\s+a\s+(?:typo|mistake)|(?:spotted|noticed)\s+(?:a\s+typo|an\s+error)"
    r"|page\s+\d+(?:\s+of\s+\d+)?\s*$|\d{1,4}\s*$|https?://\S+\s*$|www\.\S+\s*$)",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(r"\ball\s+rights\s+reserved\b", re.IGNORECASE)
_NAVIGATION: Final = re.compile(r"[^|›»•·]{1,25}(?:\s[|›»•·]\s[^|›»•·]{1,25}){2,}")

_AGENCY: Final = r"(?:reuters|ap(?:\s+photo)?|afp|epa|getty(?:\s+images)?|tass|xinhua|shutterstock)"
_CREDIT: Final = re.compile(
    r"[(\[]?(?:(?:file\s+)?(?:photo(?:graph)?|image|picture|illustration|video|map|graphic)s?"
    r"(?:\s+credits?)?\s*(?::|©|/|\bby\b|\bcourtesy\b)|file\s*[-–—]|credits?\s*:|caption\s*:"
    rf"|©\s*{_AGENCY})",
    re.IGNORECASE,
)
_CREDIT_END: Final = re.compile(
    rf"(?:[(\[](?:{_AGENCY}\b|(?:photo|image|picture)s?\b)[^)\]]*[)\]]"
    r"|\b(?:REUTERS|AFP|AP Photo|EPA(?:-EFE)?|TASS)\s?/\s?[^.]{2,40}"
    r"|\bvia (?:Getty(?: Images)?|Reuters|AP|AFP)|Getty Images)[.)]?$"
)

_MONTHS: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS},?(?:\s+\d{{4}})?|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?"
    r"(?:,?\s+\d{4})?|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_CLOCK: Final = r"(?:(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?(?:[A-Z]{2,4}|UTC[+\-]\d+))?)"
_WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?"
_STAMP: Final = re.compile(
    r"(?:(?:first\s+)?(?:published|updated|posted|modified|last\s+(?:updated|modified))"
    r"(?:\s+(?:on|at))?\s*[:\-–]?\s*)?"
    r"(?:[^\W\d][\w.'’\-]*(?:\s[^\W\d][\w.'’\-]*){0,2},\s+)?"
    rf"(?:{_WEEKDAY},?\s+)?(?:{_CLOCK}\s*[,|\-–]?\s*)?{_DAY}(?:\s*[,|\-–—•·]?\s*{_CLOCK})?"
    rf"(?:\s*[|•·/]\s*(?:updated\s*:?\s*)?(?:{_DAY})?\s*,?\s*(?:{_CLOCK})?)?",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"(?:by|written by|reported by|from our correspondent|authors?\s*:|text\s*:|story by"
    r"|source\s*:|correspondent\s*:)\s*(?=\S)",
    re.IGNORECASE,
)
_REPORTING: Final = re.compile(
    r"[(\[]?(?:additional\s+|with\s+)?(?:reporting|editing|writing|compiled|translated|edited)\s+by\s+[^\W\d]",
    re.IGNORECASE,
)
_NAME_LINKS: Final = frozenset(
    "and & of for in the with al bin de der el ibn la van von at".split()
)
_PLACE_LINE: Final = re.compile(
    r"[A-Z][A-Z'’.\- ]+(?:,\s[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+)*)?(?:\s\([\w/ ]+\))?\s?[-–—]*"
    r"|(?:[A-Z][\w'’.\-]+,?\s){1,4}\((?i:cnn|ap|afp|reuters|tass|upi|dpa|efe|ians|xinhua|bbc)\)\s?[-–—]*"
)


def is_rates(text: str) -> bool:
    """Tell whether a line is a currency, commodity or weather ticker.

    Examples
    --------
    >>> is_rates("EUR/USD 1.0842 (+0.3%)"), is_rates("Oslo +12°C"), is_rates("USD 86 million sent")
    (True, True, False)
    """
    return bool(_RATES.fullmatch(text) or _WEATHER.fullmatch(text))


def is_boilerplate(text: str) -> bool:
    """Tell whether a line is navigation, an invitation or a notice of rights."""
    words = len(text.split())
    if words > MOST_WORDS:
        return False
    if _RIGHTS.search(text) or _NAVIGATION.fullmatch(text):
        return True
    found = _BOILERPLATE.match(text)
    # A full sentence that only starts like an invitation is kept, unless it is short.
    return bool(found) and not (words > 20 and text.endswith((".", ".”", '."')))


def is_credit(text: str) -> bool:
    """Tell whether a line says that it is about a picture."""
    if len(text.split()) > 2 * MOST_WORDS:
        return False
    return bool(_CREDIT.match(text) or _CREDIT_END.search(text))


def is_byline(text: str) -> bool:
    """Tell whether a line only says who wrote the report, when, or where."""
    text = text.strip("*_ ")  # Markdown's emphasis
    words = text.split()
    if len(words) > MOST_WORDS:
        return False
    if _STAMP.fullmatch(text.strip("()[] ")) or _REPORTING.match(text):
        return True
    if _is_place_line(text):
        return True
    found = _BY.match(text)
    if not found or len(words) > 16:
        return False
    rest = re.split(r"\s[|•·–—-]\s|,\s", text[found.end() :])[0].split()
    return (
        bool(rest)
        and all(w in _NAME_LINKS or _is_name_word(w) for w in rest)
        and not (text.endswith(".") and _STAMP.match(" ".join(rest)))
        and not (text.endswith(".") and len(words) > 6)
    )


def _is_name_word(word: str) -> bool:
    return word.strip("(“‘'\"")[:1].isupper() and not re.fullmatch(
        rf"(?:{_MONTHS}|{_WEEKDAY}),?", word, re.IGNORECASE
    )


def _is_place_line(text: str) -> bool:
    """A dateline alone on its line: "GOMA, Congo (Agency) -"."""
    found = _PLACE_LINE.fullmatch(text)
    return bool(found) and len(text.split()) <= 7 and ("," in text or "(" in text)
