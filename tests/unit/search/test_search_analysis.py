"""Text to words, and words to what they are found by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.search import analysis
from dateline.search.analysis import STEMMERS, Analyzer, word_spans, words
from dateline.search.folding import fold


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Harbour", "harbour"),
        ("ÉTÉ", "ete"),
        ("Zürich", "zurich"),
        ("Łódź", "lodz"),
        ("Øresund", "oresund"),
        ("Đà", "da"),
        ("Æthelred", "aethelred"),
        ("œuvre", "oeuvre"),
        ("Þórshöfn", "thorshofn"),
        ("Garðabær", "gardabaer"),
        ("Ħamrun", "hamrun"),
        ("Ŋaliwurru", "naliwurru"),
        ("Əliyev", "aliyev"),
        ("Ǿ", "o"),
        ("ẞ", "ss"),
        ("ıŞIK", "isik"),
        ("DİYARBAKIR", "diyarbakır"),
        ("col·legi", "coŀlegi"),
        ("col·legi", "collegi"),
        ("Горбачёв", "Горбачев"),
        ("м’ята", "мʼята"),
        ("Hawaiʻi", "hawai'i"),
        ("Hawai‘i", "hawai'i"),
        ("l´État", "l'etat"),
        ("Straße", "STRASSE"),
        ("naïve", "naive"),
        ("İstanbul", "istanbul"),
        ("Việt", "viet"),
        ("Ἀθῆναι", "αθηναι"),
        ("ΟΔΟΣ", "οδος"),
        ("МОСТ", "мост"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("שָׁלוֹם", "שלום"),
        ("o’neil", "o'neil"),
        ("L’État", "l'etat"),
        ("ﬁne", "fine"),
        ("ｆｕｌｌ", "full"),
        ("𝐁𝐫𝐢𝐝𝐠𝐞", "bridge"),
        ("ᴬᶠᴾ", "afp"),
        ("co\u00adoperate", "cooperate"),
        ("إسلام", "اسلام"),
        ("ٱلله", "الله"),
        ("آمد", "امد"),
        ("مستشفى", "مستشفي"),
        ("القاهرة", "القاهره"),
        ("محـــمد", "محمد"),
        ("علی", "علي"),
        ("کتاب", "كتاب"),
        ("پاکستان", "پاكستان"),
        ("ہ", "ه"),
        ("۲۰۲۵", "2025"),
        ("٢٠٢٥", "2025"),
        ("२०२५", "2025"),
        ('ארה"ב', "ארה״ב"),
        ("ארה”ב", "ארה״ב"),
        ("צ׳כיה", "צ'כיה"),
        ("ארה''ב", "ארה״ב"),
        ("за\u0301мок", "замок"),
        ("ශ\u0dca\u200dරී", "ශ\u0dcaරී"),
        ("ｶﾞ", "ガ"),
        ("か\u3099か", "がか"),
        ("ᾳ", "α"),
        ("ґанок", "ганок"),
        ("ज़मीन", "जमीन"),
        ("फ़्रांस", "फ्रान्स"),
        ("हिन्दी", "हिंदी"),
        ("हिन्\u200dदी", "हिंदी"),
        ("मुम्बई", "मुंबई"),
        ("पण्डित", "पंडित"),
        ("हूँ", "हूं"),
        ("ਜ਼ਮੀਨ", "ਜਮੀਨ"),
        ("હિન્દી", "હિંદી"),
        ("సమ్బంధ", "సంబంధ"),
    ],
)
def test_found_alike(first: str, second: str) -> None:
    """Case, accents, points and typography do not keep two spellings apart."""

    assert fold(first) == fold(second)
    assert [word for word, _, _ in words(first)] == [fold(second)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("й", "и"),
        ("ї", "і"),
        ("が", "か"),
        ("パ", "ハ"),
        ("कि", "क"),
        ("ড়", "ড"),
        ("अन्न", "अंन"),
        ("پ", "ب"),
        ("گ", "ك"),
        ("½", "12"),
        ("ß", "s"),
    ],
)
def test_kept_apart(first: str, second: str) -> None:
    """Marks that make another letter stay."""

    assert fold(first) != fold(second)


@pytest.mark.parametrize(
    "text", ["Élan vital", "Zürich", "Ὀδυσσεύς", "й ї", "が パ", "أَحمد", "ကျွန်", "Việt Nam", "한국"]
)
def test_composed_and_decomposed(text: str) -> None:
    """However a text is encoded in Unicode, its words are the same."""

    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]

    assert len({tuple(word for word, _, _ in words(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour, bridge!", ["the", "harbour", "bridge"]),
        ("F-16 U.S. AT&T", ["f", "16", "u", "s", "at", "t"]),
        ("3,000.5 10:30", ["3", "000", "5", "10", "30"]),
        ("harbour's 'quay' dogs’", ["harbour", "quay", "dogs"]),
        ("“Fog”—and…more", ["fog", "and", "more"]),
        ("a_b", ["a_b"]),
        ("उन्होंने दिल्ली में कहा।", ["उन्होंने", "दिल्ली", "में", "कहा"]),
        ("தமிழ் মন্ত্রী ಕನ್ನಡ", ["தமிழ்", "মন্ত্রী", "ಕನ್ನಡ"]),
        ("ภูมิใจ", ["ภูมิใจ"]),
        ("בית־ספר", ["בית", "ספר"]),
        ('אמר "שלום" וצה"ל', ["אמר", "שלום", "וצה״ל"]),
        ("رئیس‌جمهور می‌گوید", ["رييس", "جمهور", "مي", "گويد"]),
        ("auf\u200clage", ["auflage"]),
        ("ـــ a·b", ["ـــ", "a", "b"]),
        ("👩\u200d🚒 🌉 fog🌉", ["fog"]),
        ("– & … ’ \u0301", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """A word is a run of letters, digits and their marks, with apostrophes inside it."""

    assert [word for word, _, _ in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trump's RUSSIA’S Syria‘s", ["trump", "russia", "syria"]),
        ("workers' boss’s James's 1980's", ["workers", "boss", "james", "1980"]),
        ("O'Brien's", ["o'brien"]),
        ("don't they'll rock'n'roll 'tis o'clock ma'am", ["don't", "they'll", "rock'n'roll", "tis",
         "o'clock", "ma'am"]),
        ("O’Hara Ka‘ahumanu Hawaiʻi Qur'an Sana'a Xi'an Shi'a Isma'il", ["o'hara", "ka'ahumanu",
         "hawai'i", "qur'an", "sana'a", "xi'an", "shi'a", "isma'il"]),
        ("N'Djamena c'mon s'mores m'lord", ["n'djamena", "c'mon", "s'mores", "m'lord"]),
        ("l’Union d'Air qu'elle jusqu’à l'hôtel", ["union", "air", "elle", "a", "hotel"]),
        ("aujourd'hui quelqu'un prud’homme", ["aujourd'hui", "quelqu'un", "prud'homme"]),
        ("dell'Unione all’Aquila un'altra quest'anno", ["unione", "aquila", "altra", "anno"]),
        ("l'Ajuntament d'Andorra d'un'altra", ["ajuntament", "andorra", "altra"]),
        ("İstanbul’da Türkiye'nin Erdoğan’dan", ["istanbul", "turkiye", "erdogan"]),
        ("Ka'da 's l' d'", ["ka'da", "s", "l", "d"]),
        ("м’ята обʼєкт п'ять", ["м'ята", "об'єкт", "п'ять"]),
    ],
)  # fmt: skip
def test_apostrophes(text: str, expected: list[str]) -> None:
    """A genitive, an elided word and a Turkish ending are not part of the word; names and
    contractions are whole, and quotation marks are outside."""

    assert [word for word, _, _ in words(text)] == expected
    assert Analyzer("en").terms(text).words == expected


def test_places_are_code_points() -> None:
    """Where a word stands is counted in code points of the text as it is."""

    text = "🌉 Ｆog, é\u0301lan 𝐀b"

    assert word_spans(text) == [(2, 5), (7, 12), (13, 15)]
    assert [(start, end) for _, start, end in words(text)] == word_spans(text)
    assert words(text)[2] == ("ab", 13, 15)


@pytest.mark.parametrize(
    ("language", "text", "stems"),
    [
        ("en", "Bridges bridged bridging", ["bridg", "bridg", "bridg"]),
        ("en", "defence defense", ["defenc", "defens"]),
        ("de", "Häuser Hauses", ["haus", "haus"]),
        ("fr", "continuellement continuelle", ["continuel", "continuel"]),
        ("ja", "Bridges bridges", ["bridges", "bridges"]),
    ],
)
def test_stems(language: str, text: str, stems: list[str]) -> None:
    """Inflected forms share a stem in the archive's language; other languages have none."""

    analyzer = Analyzer(language)

    found = analyzer.terms(text)

    assert found.stems == stems
    assert [analyzer.stem(word) for word in found.words] == stems


@pytest.mark.parametrize("language", sorted(STEMMERS))
def test_every_language(language: str) -> None:
    """Every language that is named has its stemmer, and folds all the same."""

    assert Analyzer(language).terms("Été 16").words == ["ete", "16"]


_SIGNS = "aBsdln9_ '’‘\"“”-.,\n\t\0+#£é\u00ad東ا" + "\x1c\u2028"


@given(st.lists(st.text(st.sampled_from(_SIGNS)), min_size=1))
@example(["'a''b' c'", "d'e", "'"])
@example(["C++ and C#", "a\0b", ""])
def test_texts_together_as_alone(texts: list[str]) -> None:
    """Analyzing several texts at once gives of each the words that it has by the rule."""

    found = Analyzer("en").each(texts)

    assert [analyzed.words for analyzed in found] == [
        [word for word, _, _ in words(text)] for text in texts
    ]
    assert [len(analyzed.stems) for analyzed in found] == [
        len(analyzed.words) for analyzed in found
    ]


def test_a_vocabulary_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words an archive has, only so many are cached, and none is wrong."""

    monkeypatch.setattr(analysis, "_CACHED", 2)
    analyzer = Analyzer("en")

    assert analyzer.terms("Bridges walls été roofs bridges").stems == [
        "bridg", "wall", "ete", "roof", "bridg",
    ]  # fmt: skip


@pytest.mark.parametrize("language", [*STEMMERS, "zh"])
@given(word=st.from_regex(r"[a-z0-9_]{1,12}('[a-z]{1,4})?", fullmatch=True))
@example(word="n'dour")
@example(word="skies")
@example(word="dying")
@example(word="yes")
@example(word="gegangen")
def test_stems_keep_the_first_letter(language: str, word: str) -> None:
    """A stem begins as its word does where words of plain text are looked for by it."""
    analyzer = Analyzer(language)

    if analyzer.plain(word) is not None:
        assert analyzer.stem(word)[0] == word[0]


_APOSTROPHES = st.text("abils ABILS'’‘\"“.-_1é#+\n", max_size=40)


@given(_APOSTROPHES, st.sampled_from(("ab", "s", "l", "i", "as", "lib", "a_", "1")))
@example("Abb's abbs’ 'ab' ab''s l'ab ab-ab _ab ab'il's", "ab")
@example("l'as, d’as’s", "as")
def test_words_in_plain_text(text: str, word: str) -> None:
    """The words with a stem in plain text are those that the analysis of all words finds."""
    analyzer = Analyzer("en")
    plain = analyzer.plain(text)
    if plain is None:
        return
    wanted = analyzer.stem(word)

    found = list(analyzer.spans_in_plain(word, plain))

    stems = analyzer.terms(text).stems
    places = zip(word_spans(text), stems, strict=True)
    assert found == [span for span, stem in places if stem == wanted]
