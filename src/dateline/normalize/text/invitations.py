"""Lines that ask readers for something: a comment, a gift, their consent to terms. In the languages
of news sites."""

from __future__ import annotations

import re

MAX_LENGTH = 140
"""Longer lines are running text on comments."""

MAX_APPEAL = 400
"""An appeal for money or consent may have several sentences."""

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

_TERMS = re.compile(
    r"by (?:signing up|subscribing|registering|submitting|clicking|entering your)\b.*\bagree\b|"
    r"this (?:site|page|form) is protected by recaptcha|"
    r"(?:we|the \w+) (?:may|might) (?:earn|receive|get) (?:a |an )?(?:affiliate )?commissions?\b|"
    r"if you (?:buy|click|make a purchase|purchase)\b.*\bcommission|"
    r"mit (?:der |deiner |ihrer |dem )?(?:anmeldung|registrierung|klick|abonnement)\b.*"
    r"(?:akzeptier|stimm|einverstanden)|en (?:vous inscrivant|cliquant|vous abonnant)\b.*accept|"
    r"al (?:suscribirte|registrarte|enviar|hacer clic)\b.*acept|ao (?:se )?(?:inscrever|cadastrar|"
    r"clicar)\b.*concorda|(?:iscrivendoti|cliccando)\b.*accett|door (?:je|u|op)\b.*akkoord",
    re.I,
)
_GIFT = re.compile(
    r"(?:please )?(?:consider|make|give|donate|support|become|help)\b.*"
    r"\b(?:donations?|donate|donating|gift|contribution|supporter|member|our (?:work|newsroom|"
    r"journalism|reporting|mission))\b.*(?:today|now|here|us|our|tax-deductible|month)|"
    r"(?:donate|spenden|jetzt spenden|faire un don|haz una donación|dona ora|doe mee|doneer|"
    r"wspieraj nas|stöd oss|støtt oss|apoie)\b.{0,30}|"
    r"(?:bitte )?unterstütz(?:e|en sie|t) (?:uns|unsere[nr]?|unser)\b|soutenez(?:-nous| notre| "
    r"l['’]info)|apóyanos|apoya (?:nuestro|el) periodismo|sostieni(?:ci| il nostro)|steun ons",
    re.I,
)
_GIFT_TO_US = re.compile(
    r"\b(?:readers|people|supporters) like you\b|\byour (?:gift|donation|contribution|"
    r"tax-deductible)\b.*\b(?:our|us|possible|matched|today|helps?)\b",
    re.I,
)


def asks_readers(text: str) -> bool:
    """Whether a cleaned line asks for a comment (or for a log-in in order to comment), for a gift,
    or for consent to terms."""
    if len(text) <= MAX_APPEAL and (_TERMS.match(text) or _GIFT.match(text)):
        return True
    if len(text) <= MAX_APPEAL and "you" in text.casefold() and _GIFT_TO_US.search(text):
        return True
    if len(text) > MAX_LENGTH:
        return False
    bare = text.strip(" \t.:>»›→*#-–—_=|?!…()[]")
    if _HEADING.fullmatch(bare) or _ADDRESS.match(bare):
        return True
    return _LOG_IN.search(bare) is not None and _COMMENTS.search(bare) is not None
