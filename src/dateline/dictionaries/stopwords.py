"""The most common short words of the languages that news is written in.

They tell the languages apart, and say little about what a text is about. Chosen for this: frequent
in running text, and in as few of the other languages as possible.
"""

from __future__ import annotations

from functools import cache

_STOPWORDS: dict[str, str] = {
    "en": "the of and to in that is was for on with as it his her has have are said from by "
    "this which they not been were their who would will but after a an at be if into no or such "
    "then there these",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch "
    "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
    "fr": "le la les de des et en un une du que est dans qui par pour au sur pas plus ne ce se "
    "il sont avec aux son ont mais été cette elle nous leur",
    "es": "el la los las de que y en un una del se por con para su al lo como más pero sus le "
    "ha este son fue está desde cuando muy sobre también",
    "it": "il di che la e è un una per non in del della con sono si da le dei gli nel al ha "
    "anche alla più come ma delle dal questo nella stato",
    "pt": "o a de que e do da em um uma para com não os as no na por mais dos como se foi ao "
    "das à são pelo pela ele também até isso",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door "
    "naar maar uit nog wordt heeft hij worden deze over werd",
    "sv": "och att det som en är av för på med till den har inte om ett de men var från sig "
    "vid så kan när efter ut också under",
    "da": "og at det som en er af for på med til den har ikke om et de men var fra sig ved så "
    "kan der efter også blev hvor skal",
    "no": "og at det som en er av for på med til den har ikke om et de men var fra seg ved så "
    "kan etter også ble hvor skal være",
    "fi": "ja on ei että se hän oli mutta myös kun ovat mukaan joka kuin jos sen ole voi nyt "
    "sekä vain tai vuoden",
    "pl": "i w z na do się nie to że jest o jak po od za są przez dla który oraz ale jego tym "
    "było także może już być",
    "cs": "a se v na je že to s z do o i ve za by pro po jsou jako není ale byl který také "
    "jeho bude podle už",
    "hu": "a az és hogy nem is egy volt meg csak van már ha mint de még el azt kell lehet után "
    "pedig szerint",
    "ro": "și de a în la că cu pe un o nu se este din care pentru mai au fost sunt ce prin sau "
    "după această",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne kadar sonra en ise değil "
    "oldu var olduğunu göre yeni",
    "id": "yang dan di untuk dengan ini dari tidak itu pada dalam akan juga ke adalah oleh "
    "karena telah bisa sudah kata",
    "vi": "và của là có được cho không trong với các này một người những đã để khi đến từ ra "
    "năm cũng tại",
    "ru": "и в не на что с по как это к он но из за у от его для о же после также был были "
    "было году",
    "uk": "і в не на що з та до у як це за від про для його але має були після також році який "
    "вони є",
    "bg": "и на в да за се от с че е не по са като до при ще което този беше",
    "ar": "في من على أن إلى عن التي الذي هذا هذه مع ما لا كان بعد كما بين قال خلال وقال",
    "fa": "در به از که این را با است برای آن شد می یک تا بر کرد شده هم خود اما",
    "ur": "کے کی میں ہے کا اور سے نے کو پر کہ اس یہ نہیں تھا بھی کیا ہیں گیا",
    "hi": "के में है की और से का को ने पर कि यह नहीं भी एक कर इस हो था हैं",
}


@cache
def stopwords(language: str) -> frozenset[str]:
    """The most common words of a language, in lower case; none if it has no list."""
    return frozenset(_STOPWORDS.get(language, "").split())


@cache
def languages_by_stopword() -> dict[str, tuple[str, ...]]:
    """Of each word in a list, the languages that it is common in."""
    found: dict[str, tuple[str, ...]] = {}
    for language in _STOPWORDS:
        for word in stopwords(language):
            found[word] = (*found.get(word, ()), language)
    return found
