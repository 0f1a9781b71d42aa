"""Jobs, papers and places that stand beside a name in a byline, in the languages of the press."""

from __future__ import annotations

import re

_DESK = (
    r"(?:our|unser\w*|notre|nuestr[oa]|nostr[oa]|de\s+notre|nos|onze|ons|vår|vores|nasz|"
    r"senior|chief|staff|deputy|assistant|associate|"
    r"managing|executive|contributing|special|guest|freelance|multimedia|digital|data|investigative|"
    r"political|politics|foreign|national|international|world|global|diplomatic|defen[cs]e|security|"
    r"economics?|business|financial|finance|money|markets?|consumer|industrial|labou?r|city|city\s+hall|"
    r"sports?|football|cricket|rugby|tennis|golf|racing|science|health|medical|education|environment\w*|"
    r"climate|energy|transport|technology|tech|media|culture|cultural|arts?|music|film|theatre|books?|"
    r"travel|food|fashion|lifestyle|features?|news|opinion|legal|law|crime|courts?|police|home|"
    r"social\s+affairs|community|religi\w+|royal|local|regional|rural|north\s?\w*|south\s?\w*|east\w*|west\w*|"
    r"middle\s+east|white\s+house|u\.?s\.?a?\.?|uk|eu|europe\w*|asia\w*|africa\w*|america\w*|latin|"
    r"washington|westminster|parliamentary|video|photo|web|online|night|weekend|breaking|live|"
    r"affairs|and|&|of|for|the)"
)
_JOB = (
    r"(?:editors?(?:[\s-]in[\s-]chief|[\s-]at[\s-]large)?|sub-?editor|correspondents?|reporters?|writers?|"
    r"columnists?|journalists?|producers?|contributors?|critic|analyst|commentator|blogger|presenter|"
    r"photographer|photojournalist|videographer|authors?|fellow|director|professor|lecturer|intern|trainee|"
    r"(?:chef|\w+)?redakteur(?:in|innen)?|(?:\w+)?korrespondent(?:in|en|innen)?|reporter(?:in|innen)|"
    r"\w*autor(?:in|en|innen)?|journalist(?:in|innen)|mitarbeiter(?:in)?|volont[äa]r(?:in)?|"
    r"leit(?:er|ung)\w*|ressort\w*|\w+leiter(?:in)?|herausgeber(?:in)?|"
    r"journaliste|r[ée]dact(?:eur|rice)s?(?:\s+en\s+chef)?|correspondante?s?|chroniqueu(?:r|se)|"
    r"envoyée?s?\s+spécia(?:le?|ux)|grand\s+reporter|chef(?:fe)?\s+de\s+\w+|"
    r"redactor(?:a|es)?(?:\s+jefe|\s+en\s+jefe)?|corresponsal(?:es)?|periodista|enviad[oa]s?\s+especial(?:es)?|"
    r"columnista|colaborador(?:a)?|editora?|autora?|director[ae]?|"
    r"giornalista|inviat[oa]|corrispondente|redattore|redattrice|direttore|"
    r"jornalista|rep[óo]rter|correspondente|enviad[oa]\s+especial|colunista|"
    r"redacteur|verslaggever|correspondent|redaktor|dziennikarka?|korespondentk?a?|redaktör|"
    r"journalist|skribent|kommentator|autorka)"
)
_BEFORE_NAME = re.compile(rf"^(?:{_DESK}[\s-]+)*{_JOB}(?:\s*[:,–-]\s*|\s+)(?=[^\W\d_])", re.I)
_AFTER_NAME = re.compile(
    rf"(?<=\w)[\s,–-]+(?:{_DESK}[\s-]+)*{_JOB}(?:\s+(?:in|at|for|of|on|en|für|bei|à|de|aus|der|des)\s.*)?$",
    re.I,
)
_JOB_ALONE = re.compile(rf"(?:{_DESK}[\s-]+)*{_JOB}(?:\s+(?:of|for|in|at|en|für|à|de)\s.*)?", re.I)
_IS_JOB = re.compile(rf"\b{_JOB}\b", re.I)
_PAPER_END = re.compile(
    r"\b(?:post|times|herald|tribune|gazette|chronicle|journal|guardian|observer|telegraph|mail|express|"
    r"mirror|sun|star|standard|independent|echo|courier|news|press|globe|inquirer|examiner|bulletin|"
    r"dispatch|review|record|register|monitor|advertiser|citizen|sentinel|today|weekly|daily|magazine|"
    r"media|network|radio|tv|television|broadcasting|service|report|insider|wire|"
    r"zeitung|tageblatt|tagblatt|anzeiger|nachrichten|kurier|presse|rundschau|allgemeine|blatt|bote|"
    r"monde|journal|figaro|parisien|libération|soir|temps|país|mundo|vanguardia|nación|"
    r"corriere|stampa|repubblica|gazzetta|folha|globo|público|dagblad|bladet|tidningen|gazeta)$",
    re.I,
)
_WITH_ARTICLE = re.compile(
    r"(?:Le|La|Les|El|Los|Las|Il|Lo|Gli|Die|Der|Das|De|O|A|LE|LA|EL|IL|DIE)\s\S+"
)
_THE = re.compile(r"(?:The|THE|the)\s")
_PLACES = frozenset(
    (
        "new york", "new york city", "los angeles", "san francisco", "las vegas", "washington dc",
        "hong kong", "new delhi", "tel aviv", "abu dhabi", "buenos aires",
        "mexico city", "ciudad de méxico", "rio de janeiro", "são paulo", "kuala lumpur",
        "addis ababa", "the hague", "den haag", "cape town", "la paz", "san juan", "san salvador",
        "sri lanka", "saudi arabia", "south africa", "south korea", "north korea", "new zealand",
        "united kingdom", "united states", "frankfurt am main", "san sebastián", "st petersburg",
        "nueva york", "nueva delhi", "los ángeles", "phnom penh", "port moresby", "santo domingo",
        "santiago de chile", "puerto rico",
    )
)  # fmt: skip
"""Places of two words that papers print after a name."""


def without_job(name: str) -> str:
    """The name without the job before or after it; empty if it is nothing but a job."""
    name = _BEFORE_NAME.sub("", name)
    shorter = _AFTER_NAME.sub("", name)
    return "" if _IS_JOB.fullmatch(shorter) else shorter


def is_job_alone(text: str) -> bool:
    """Whether a part of a byline is a job and nothing else."""
    return _JOB_ALONE.fullmatch(text.strip()) is not None


def is_job(text: str) -> bool:
    """Whether a part of a byline holds the name of a job."""
    return _IS_JOB.search(text) is not None


def is_paper(text: str, *, alone: bool) -> bool:
    """Whether a part of a byline is a newspaper: an article and a word ("Le Monde"), or "The ...".
    After a name (not `alone`) its last word may also be one that papers are named by."""
    if _WITH_ARTICLE.fullmatch(text) or _THE.match(text):
        return True
    return not alone and _PAPER_END.search(text) is not None


def is_place(text: str) -> bool:
    """Whether a part of a byline is a place of two words or more."""
    return text.casefold().replace(".", "").strip() in _PLACES
