"""Text to words, and words to what they are found by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.search import analysis
from dateline.search.analysis import STEMMERS, Analyzer, fold, word_spans, words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Harbour", "harbour"),
        ("ÉTÉ", "ete"),
        ("Zürich", "zurich"),
        ("Łódź", "łodz"),
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
        ("می\u200cخواهم", "میخواهم"),
        ("ශ\u0dca\u200dරී", "ශ\u0dcaරී"),
        ("ｶﾞ", "ガ"),
        ("か\u3099か", "がか"),
        ("ᾳ", "α"),
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
        ("ł", "l"),
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
        ("harbour's 'quay' dogs’", ["harbour's", "quay", "dogs"]),
        ("“Fog”—and…more", ["fog", "and", "more"]),
        ("a_b", ["a_b"]),
        ("उन्होंने दिल्ली में कहा।", ["उन्होंने", "दिल्ली", "में", "कहा"]),
        ("தமிழ் মন্ত্রী ಕನ್ನಡ", ["தமிழ்", "মন্ত্রী", "ಕನ್ನಡ"]),
        ("ภูมิใจ", ["ภูมิใจ"]),
        ("בית־ספר", ["בית", "ספר"]),
        ("👩\u200d🚒 🌉 fog🌉", ["fog"]),
        ("– & … ’ \u0301", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """A word is a run of letters, digits and their marks, with apostrophes inside it."""

    assert [word for word, _, _ in words(text)] == expected


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


_SIGNS = "aB9_ '’\"“”-.,\n\t\0+#£é\u00ad東ا" + "\x1c\u2028"


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
