"""Footers that publishing systems put under what they send out: under the items of feeds ("The post
X appeared first on Y") and under newsletters ("You received this email because ...")."""

from __future__ import annotations

import re

MAX_LENGTH = 600
"""The longest repeats the headline, or gives the sender's postal address."""

_FIRST_ON = re.compile(
    r"(?:the (?:post|article)|der beitrag|l['’]article|la entrada|el (?:artículo|post)|"
    r"l['’]articolo|o post|o artigo|"
    r"het bericht|artykuł|wpis|inlägget|indlægget|innlegget|příspěvek|článok|articolul|artikkeli|"
    r"сообщение|запись|запис)\b.{0,400}\b"
    r"(?:appeared first on|first appeared on|"
    r"erschien zuerst|est apparu en premier|(?:se publicó|apareció) primero|proviene da|"
    r"sembra essere il primo|apareceu primeiro|(?:verscheen|is verschenen) (?:eerst|op)|"
    r"pochodzi z serwisu|dök först upp|blev først (?:udgivet|vist)|dukket først opp|"
    r"se nejdříve objevil|apare prima dată|julkaistiin ensimmäisen kerran|"
    r"появил[аио]сь? сначала|впервые появил[аио]сь|спочатку з['’]явився)\b.{1,120}",
    re.I,
)
_NEWSLETTER = re.compile(
    r"(?:you(?:['’]re| are)? (?:have )?(?:received?|receiving|get(?:ting)?) this "
    r"(?:e-?mail|message|newsletter)|this (?:e-?mail|newsletter|message) was sent to|"
    r"(?:sie|du) (?:erhalten|bekommen|erhältst|bekommst) dies(?:e|en) "
    r"(?:e-?mail|newsletter|nachricht)|"
    r"vous recevez (?:cet|ce) (?:e-?mail|courriel|message|newsletter)|cet e-?mail a été envoyé|"
    r"(?:has recibido|recibes?|está recibiendo) este (?:correo|e-?mail|mensaje|boletín)|"
    r"(?:hai ricevuto|ricevi) quest[ao] (?:e-?mail|messaggio|newsletter)|"
    r"você (?:está recebendo|recebeu|recebe) (?:este|esta) (?:e-?mail|mensagem|newsletter)|"
    r"(?:u|je) ontvangt deze (?:e-?mail|nieuwsbrief|mail)|"
    r"otrzymujesz (?:tę|ten|tego) (?:wiadomość|e-?mail|newsletter)|du (?:får|mottar|modtager) "
    r"(?:det här|denne|dette|denna) (?:mejlet|e-?post|e-?posten|mail|nyhedsbrev|nyhetsbrevet))\b.*",
    re.I | re.S,
)
_LINK = (
    r"(?:(?:click here to )?unsubscribe(?: (?:here|from (?:this|all|these) .{3,40}))?|opt out|"
    r"(?:manage|update|change|edit) (?:your |my )?(?:e-?mail |subscription |newsletter )?"
    r"(?:preferences|settings|subscriptions?)|"
    r"(?:view|read|open|see) (?:this )?(?:e-?mail|message|newsletter|it)? ?(?:in|on) "
    r"(?:your |a |the |my )?(?:web )?(?:browser|web)|view online|web version|"
    r"(?:is this |having trouble |can['’]t |trouble )?(?:viewing|reading|view|read) this e-?mail.*|"
    r"forward (?:this )?(?:e-?mail )?(?:to a friend)?|add us to your address book|privacy policy|"
    r"terms (?:of (?:use|service)|and conditions)|contact us|no longer want .{3,60}|"
    r"(?:newsletter )?(?:abmelden|abbestellen)|im browser (?:ansehen|öffnen|anzeigen)|"
    r"(?:se )?(?:désabonner|désinscrire)|(?:voir|afficher) (?:dans|cet e-?mail dans) .{3,30}|"
    r"darse de baja|cancelar (?:la |a )?(?:suscripción|inscrição)|ver en (?:el|tu) navegador|"
    r"disiscriviti|annulla (?:l['’])?iscrizione|visualizza nel browser|descadastrar|"
    r"uitschrijven|afmelden|bekijk (?:in|deze .{3,20} in) .{3,20}|wypisz się|avregistrera|"
    r"avsluta prenumeration|afmeld|avmeld)"
)
_ADDRESS = re.compile(r"[(<\[]?\s*https?://\S+\s*[)>\]]?")
_LINKS = re.compile(rf"(?>{_LINK}[\s.|•·,/–—-]*)++", re.I)


def is_footer(text: str) -> bool:
    """Whether a cleaned line is the footer of a feed's item or of a newsletter, or only links of
    one."""
    if len(text) > MAX_LENGTH:
        return False
    if "://" in text:  # plain text prints the address of each link
        text = _ADDRESS.sub(" ", text).strip(" :|")
    return bool(_FIRST_ON.fullmatch(text) or _NEWSLETTER.fullmatch(text) or _LINKS.fullmatch(text))
