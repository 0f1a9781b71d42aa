"""Lines that invite readers to comment, or to log in for it, in the languages of news sites."""

from __future__ import annotations

import re

MAX_LENGTH = 140
"""Longer lines are running text on comments."""

_HEADING = re.compile(
    # English, German, Dutch
    r"(?:leave|post|add|write|submit) (?:a |your )?(?:comment|reply)s?|join the (?:conversation|"
    r"discussion)|be the first to comment|comments are (?:now )?closed|cancel reply|"
    r"(?:kommentar(?:e)?|leserkommentar) (?:abgeben|schreiben|hinterlassen|verfassen|erstellen)|"
    r"(?:schreibe?|schreiben sie) (?:einen|deinen|ihren|den ersten) kommentar|"
    r"(?:jetzt )?(?:mit)?(?:kommentieren|diskutieren)|diskutieren sie mit|antworten abbrechen|"
    r"(?:laat|plaats|geef|schrijf) een (?:reactie|commentaar)(?: achter)?|reageer|"
    # French, Spanish, Portuguese, Italian, Catalan, Romanian
    r"(?:laisser|laissez|écrire|poster|ajouter|publier) un commentaire|"
    r"(?:deja|dejar|escribe|publicar|añadir|agregar) (?:un |tu )?comentario|deja una respuesta|"
    r"(?:deixe|escreva|adicione) (?:um|o seu|seu|um novo) comentário|deixe uma resposta|"
    r"(?:lascia|scrivi|aggiungi) un commento|lascia una risposta|(?:deixa|escriu) un comentari|"
    r"lasă un (?:răspuns|comentariu)|"
    # Nordic
    r"(?:skriv|lämna|legg igjen|efterlad|tilføj) (?:en |et )?(?:kommentar|svar)|kommentera|"
    r"(?:kirjoita|jätä|lisää) (?:kommentti|vastaus)|"
    # Slavic, Hungarian, Greek, Turkish, Indonesian
    r"(?:dodaj|zostaw|napisz) komentarz|(?:přidat|napsat|vložit|přidej(?:te)?) (?:nový )?komentář|"
    r"(?:оставить|добавить|написать|оставьте|добавьте) (?:свой )?комментарий|комментировать|"
    r"(?:залишити|додати|написати) коментар|szólj hozzá|hozzászólás (?:írása|küldése)|"
    r"αφήστε (?:μια απάντηση|ένα σχόλιο)|yorum (?:yap|yaz|ekle|gönder)(?:ın)?|bir (?:yanıt|cevap) "
    r"yaz(?:ın)?|(?:tinggalkan|tulis) (?:balasan|komentar)|"
    # Arabic, Chinese, Japanese, Korean
    r"(?:اترك|أضف) (?:تعليق\w*|رد\w*)|"
    r"(?:发表|發表|添加)(?:评论|評論)|コメントを(?:書く|投稿する|残す)|"
    r"댓글 ?(?:쓰기|달기|작성)",
    re.I,
)
_COMMENTS = re.compile(
    r"\bcomment|kommentar|kommentier|kommentera|kommenter|komment|comentar|comentári|commentair|"
    r"commenta|commento|reactie|reageren|komentar|komentář|комментар|комментир|комент|yorum|"
    r"hozzászól|σχόλι|تعليق|评论|評論|コメント|댓글",
    re.I,
)
_LOG_IN = re.compile(
    r"\b(?:log(?:ged)?[ -]?(?:in|on)|sign(?:ed)?[ -]?in|register(?:ed)?)\b|"
    r"einloggen|eingeloggt|anmelden|angemeldet|registrieren|loggen sie sich|melden sie sich an|"
    r"\blogge? dich|\bmelde dich an|inloggen|ingelogd|connect(?:ez|é|er)[- ]?(?:vous)?\b|"
    r"inici(?:a|ar|e) sesión|registrad[oa]|identif[ií]ca|fazer login|faça (?:o )?login|logado|"
    r"acced(?:i|ere)|connesso|autenticat|zaloguj|zalogowan|zalogować|logga in|inloggad|"
    r"logge? (?:inn|ind)|logget (?:inn|ind)|kirjaudu|přihl[aá][sš]|войдите|войти|авториз|увійд|"
    r"giriş yap|bejelentkez|συνδεθ|تسجيل الدخول|登录|登錄|ログイン|로그인",
    re.I,
)
_ADDRESS = re.compile(
    r"(?:your e-?mail address will not be published|"
    r"deine e-?mail-adresse wird nicht veröffentlicht|votre adresse e-?mail ne sera pas publiée|"
    r"tu dirección de correo electrónico no será publicada|o seu endereço de e-?mail não será|"
    r"il tuo indirizzo e-?mail non sarà pubblicato|je e-?mailadres wordt niet|"
    r"twój adres e-?mail nie zostanie|din e-?postadress kommer inte|ваш адрес e-?mail не будет)",
    re.I,
)


def invites_comments(text: str) -> bool:
    """Whether a cleaned line asks for a comment, or for a log-in in order to comment."""
    if len(text) > MAX_LENGTH:
        return False
    bare = text.strip(" \t.:>»›→*#-–—_=|?!…()[]")
    if _HEADING.fullmatch(bare) or _ADDRESS.match(bare):
        return True
    return _LOG_IN.search(bare) is not None and _COMMENTS.search(bare) is not None
