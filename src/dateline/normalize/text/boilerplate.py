"""Lines that belong to the page around an article: share buttons, teasers, advertisements.

In the languages of the evaluation's pages and some neighbours. Each pattern is a phrase that
publishing systems or editors put between paragraphs, never a site's name.
"""

from __future__ import annotations

import re

from dateline.normalize.agencies import agencies_in
from dateline.normalize.text.footers import is_footer
from dateline.normalize.text.invitations import asks_readers

MAX_LENGTH = 140
"""Longer lines are running text, whatever they begin with."""

MAX_CALL_LENGTH = 400
"""A call to subscribe, follow or send comments may have several sentences."""

_WHOLE = re.compile(
    r"short ?url(:? https?:\S+)?|advertisements?|sponsored( content)?|see also|"
    r"read (more|also|next|full story)|"
    r"also read|related( articles?| stories| content| topics)?|recommended( for you)?|share|"
    r"share (this|on|via)\b.*|(follow|like|find|join) us on .*|more on this( story)?|"
    r"(copy|print|email) (link|article|this article)|(sign up|subscribe) (to|for) .*newsletters?.*|"
    r"sign up (for|to) our e-?mails|skip (to|past|advertisement|newsletter).*|"
    r"(article|story) continues (below|after).*|article content|"
    r"click here to .*|listen to (this )?article.*|follow along with the latest updates.*|"
    r"this is a breaking (news? )?story.*|(image|photo|video) gallery|view (all )?comments|"
    r"\d+ comments?|leave a comment|no comments?|back to top|loading\W*|tap here to .*|"
    r"show (more|less)|most (read|popular)( in .*)?|more from .{2,30}|popular|trending( now)?|"
    r"filed under.*|ends|tags|topics|our standards: .*|all rights reserved|"
    # German
    r"anzeige|werbung|lesen sie (auch|hier|dazu|mehr)( die folgenden .*)?|auch interessant|"
    r"mehr (zum thema|dazu|lesen|aus .{2,30})( .{2,20})?|weiterlesen|schon gelesen|das könnte "
    r"(sie|dich|ihnen) auch .*|weitere (beiträge|artikel|themen|meldungen)( .{2,30})?|"
    r"zum thema|teilen|artikel teilen|empfohlener (redaktioneller|externer) inhalt|"
    r"(keine|\d+) kommentare?.*|kommentare|inhaltsverzeichnis|fehler gefunden.*|"
    r"(stand|quelle)\s?: ?[\w./ -]{2,30}|mit (agenturmaterial|material von .{2,30})|"
    r"lust auf mehr\W.*|top-themen.*|zur startseite|"
    # French, Spanish, Portuguese, Italian
    r"(à )?lire (aussi|également)|sur le même sujet|publicité|partager|"
    r"(le|te|les) puede interesar|lea también|lee también|también (lee|lea|te puede interesar)|"
    r"noticias? relacionadas?|contenido relacionado|publicidad|compartir|temas|etiquetas|"
    r"leia (também|mais)|publicidade|leggi anche|pubblicità|condividi|potrebbe interessarti.*|"
    # Polish, Dutch, the Nordic languages, Czech, Turkish, Japanese, Korean
    r"czytaj (więcej|też|także|również)|zobacz (też|także|również)|reklama|lees (ook|meer)|"
    r"advertentie|les (også|mer)|annonse|läs (också|även|mer)|annons|læs også|annonce|"
    r"lue myös|mainos|čtěte (také|více)|etiketler|ilgili haberler|おすすめ情報|関連記事|관련기사",
    re.I,
)
_LEADING = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related|recommended|watch|listen|more:|"
    r"lesen sie (?:auch|hier|dazu|mehr)|auch interessant|zum artikel|mehr dazu|mehr zum thema|"
    r"lire (?:aussi|également)|à lire (?:aussi|également)?|(?:le|te|les) puede interesar|"
    r"le[ae] también|leia (?:também|mais)|leggi anche|czytaj (?:więcej|też|także|również)|"
    r"zobacz (?:też|także|również)|lees ook|les også|läs (?:också|även|mer)|læs også|lue myös)"
    r"\s*[:|>»–—-]+\s*\S",
    re.I,
)
_CALL = re.compile(
    r"^(?:get|sign up|subscribe|join|follow|download|enjoying|thank you for visiting|"
    r"for (?:the|more) latest|please bookmark|have a story|would you like to comment|"
    r"do you (?:want|have)|abonnieren|jetzt (?:abonnieren|anmelden)|newsletter)\b.*"
    r"\b(?:newsletters?|e-?mails?|inbox|sign up|sign in|log ?in|subscri\w+|twitter|instagram|"
    r"facebook|whatsapp|telegram|google news|browser|comment(?:s|ing)? on this)\b"
    r"|^(?:il vous reste|la suite est réservée)\b.*\b(?:abonnés|article)\b"
    r"|^(?:©|copyright\b|\(c\))"
    # of forms that nobody has filled in, and of where a text stood before
    r"|^(?:this newsletter may contain|your subscription has been|subscribing to a newsletter)\b"
    r"|^(?:want to keep up|stay up to date|don['’]t miss)\b.*\b(?:newsletters?|subscribe|sign up)\b"
    r"|^join our .{2,30}\b(?:forums?|community|newsletter)\b.*"
    r"|^this (?:story|article|piece|post|column) (?:was )?(?:originally|first) "
    r"(?:published|appeared|ran)\b.{3,100}$",
    re.I,
)
_CALL_AT_END = re.compile(r"\b(?:sign up|subscribe) (?:here|now|today)\b.{0,40}$", re.I)
_INITIALS = re.compile(
    r"[a-zà-ÿ]{2,4}(?:[/-][a-zà-ÿ]{1,5})+|[ء-ي]{2,4}(?:/(?:[ء-ي]{1,4}|[ء-ي]\s[ء-ي])){2,}"
)
_END = 60  # the longest that `_CALL_AT_END` finds, and more
_EDGES = " \t.:>»›→*#-–—_=|?!()[]"


def is_boilerplate(text: str) -> bool:
    """Whether a cleaned line is not part of the article's own text."""
    if is_footer(text):
        return True
    if len(text) > MAX_CALL_LENGTH:
        return False
    if (
        _CALL.match(text)
        or _CALL_AT_END.search(text, max(0, len(text) - _END))
        or asks_readers(text)
    ):
        return True
    if len(text) > MAX_LENGTH:
        return False
    bare = text.strip(_EDGES)
    if _INITIALS.fullmatch(text):  # author and editor, as agencies sign; "dpa/afp" is a credit
        return not agencies_in(text)
    return not bare or bool(_WHOLE.fullmatch(bare)) or bool(_LEADING.match(text))
