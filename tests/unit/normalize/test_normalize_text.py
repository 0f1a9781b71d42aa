"""Body, captions and summary: which block is which, and what is left out."""

from __future__ import annotations

import json

import pytest

import dateline
from dateline.errors import NotAnArticle
from dateline.normalize.clean import clean
from dateline.values.article import Caption
from dateline.values.draft import Role

TITLE = (Role.TITLE, "Bridge opens")


def test_white_space_and_invisible_characters_are_cleaned(make_article) -> None:
    """No-break spaces become spaces, soft hyphens and zero-width spaces are removed, letters are
    composed, and joiners that Persian needs stay."""

    article = make_article(
        "The\u00a0bridge  was\topen\u00aded \u200bat the cafe\u0301.", "می\u200cخواهم"
    )

    assert article.body == "The bridge was opened at the café.\n\nمی\u200cخواهم"


@pytest.mark.parametrize(
    "line",
    [
        "Short Url",
        "Short Url: https://post.example/1",
        "Read more",
        "READ MORE: Another story of the day",
        "ADVERTISEMENT",
        "Follow us on X and Facebook",
        "Share this article",
        "Sign up for our daily newsletter",
        "Related: The ferry stops",
        "Lesen Sie auch: Die Fähre fährt weiter",
        "À lire aussi : le bac continue",
        "Le puede interesar: el ferry sigue",
        "Czytaj więcej",
        "Get the latest from the harbour in your inbox. It is free, and you can leave any time.",
        "© 2025 Example Times",
    ],
)
def test_boilerplate_is_in_no_field(make_article, line: str) -> None:
    """Lines of the page around an article are left out wherever they are."""

    article = make_article(TITLE, line, "It opened on Monday.", line, "It cost much.")

    assert article.paragraphs == ("It opened on Monday.", "It cost much.")
    assert line not in repr(article)


def test_sentences_that_begin_like_boilerplate_stay(make_article) -> None:
    """A paragraph is not dropped for its first words."""

    text = "Follow us on the road to the bridge, " + "where there is a lot to be seen, " * 5

    assert make_article(text, "Share of the bridge fell.").paragraphs[0] == text.strip()
    assert make_article("Share prices fell.", "More.").paragraphs[0] == "Share prices fell."
    assert make_article("Get the ferry, said Jo, and so they did.").body.startswith("Get the ferry")
    assert make_article(
        "Die Quelle: ein Brief, den niemand kannte und der lange im Keller lag."
    ).body


def test_the_title_is_not_repeated_in_the_body(make_article) -> None:
    """The body of a text that begins with its headline begins after it."""

    claims = (("title", "Bridge opens", "json-ld", "JSON-LD headline"),)

    assert make_article("Bridge opens", "It opened.", claims=claims).body == "It opened."


def test_a_headline_without_text_is_not_an_article(make_article) -> None:
    """NotAnArticle names the normalize stage."""

    with pytest.raises(NotAnArticle) as caught:
        make_article(TITLE, "Short Url")

    assert caught.value.stage == "normalize"


@pytest.mark.parametrize(
    ("block", "text", "credit"),
    [
        ("The handout photograph shows it. (ISPR)", "The handout photograph shows it.", "ISPR"),
        ("The bridge at dawn (AFP/Example)", "The bridge at dawn", "AFP/Example"),
        ("The bridge at dawn. (Photo by Jo Camera)", "The bridge at dawn.", "Jo Camera"),
        ("File photo of the bridge", "File photo of the bridge", None),
        ("Jo Mayor (second left) opens it.", "Jo Mayor (second left) opens it.", None),
    ],
)  # fmt: skip
def test_captions_in_copied_text(make_article, block: str, text: str, credit: str | None) -> None:
    """A block before the lead that is written like a caption is one, with its credit separate."""

    article = make_article(TITLE, block, "It opened on Monday.", "It cost much.")

    assert article.captions == (Caption(text=text, credit=credit),)
    assert article.paragraphs == ("It opened on Monday.", "It cost much.")
    assert article.evidence["captions"].method == "before the lead"


def test_a_lead_with_a_bracket_is_not_a_caption(make_article) -> None:
    """Brackets in running text and agencies in datelines do not make a caption."""

    lead = "The bridge was opened by the mayor (who had promised it)."

    assert make_article(TITLE, lead, "It cost much.").paragraphs[0] == lead
    like = "Swing bridges (like the one pictured above) need a keeper. Most have one."
    assert make_article(TITLE, like, "It cost much.").paragraphs[0] == like
    assert make_article(TITLE, "PARIS (AFP) - It opened.", "It cost.").captions == ()
    assert make_article(TITLE, "It opened.", "The last line. (AFP)").captions == ()


def test_marked_captions_and_credits(make_article) -> None:
    """Captions that the file marks are captions, with the credit that follows them."""

    article = make_article(
        (Role.CAPTION, "At dawn"), (Role.CREDIT, "Photo: Jo Camera"), "It opened."
    )

    assert article.captions == (Caption(text="At dawn", credit="Jo Camera"),)
    assert article.body == "It opened."
    assert article.evidence["captions"].method == "markup"


def test_bullets_before_the_lead_are_the_summary(make_article) -> None:
    """Bullets between headline and lead lose their marks; later lists stay in the body."""

    bullet, later = (Role.LIST_ITEM, "• First point"), (Role.LIST_ITEM, "• Later point")

    article = make_article(TITLE, bullet, "It opened.", later, "It cost.")

    assert article.summary == ("First point",)
    assert article.paragraphs == ("It opened.", "• Later point", "It cost.")


def test_a_description_is_the_summary_unless_it_repeats(make_article) -> None:
    """A stated description is the summary, unless it repeats the headline or the beginning of the
    body."""

    def summary(text: str) -> tuple[str, ...]:
        claims = (
            ("title", "Bridge opens", "meta", "meta property=og:title"),
            ("summary", text, "meta", "meta name=description"),
        )
        return make_article("It opened on Monday, at last.", "It cost.", claims=claims).summary

    assert summary("What it cost the city.") == ("What it cost the city.",)
    assert summary("It opened on Monday…") == ()
    assert summary("Bridge opens") == ()


@pytest.mark.parametrize("line", ["ends", "-ends-", "___", "===", "asl/tib/pid/cac", "هو/ماب/ب ق"])
def test_separators_and_initials_at_the_end_are_not_text(make_article, line: str) -> None:
    """A separator, and the initials of author and editor, are removed."""
    assert make_article("It opened.", line).body == "It opened."


def test_agencies_at_the_end_of_the_text_are_credited(make_article) -> None:
    """They may be written like initials or after equals signs."""
    assert make_article("It opened.", "dpa/afp").credit == ("dpa", "AFP")
    assert make_article("It opened.", "==Kyodo").credit == ("Kyodo",)
    assert make_article("It opened.", "/ritzau/").credit == ("Ritzau",)


def test_text_escaped_twice_is_decoded(make_article) -> None:
    """Characters are decoded and tags are not: a text may be about HTML."""
    article = make_article("Until 4 o&#39;clock, &quot;late&quot;, in &lt;b&gt; &amp; <i>.")

    assert article.body == 'Until 4 o\'clock, "late", in &lt;b&gt; & <i>.'


def test_an_abstract_that_repeats_the_lead_is_not_a_summary(make_article) -> None:
    """It may lack the dateline, or be cut off, or be the headline."""
    lead = "MADRID (EFE) - Two lions hurt a man who had climbed a wall of the zoo."

    assert make_article((Role.SUMMARY, lead[:40]), lead).summary == ()
    assert make_article((Role.SUMMARY, lead[15:50]), lead).summary == ()
    assert make_article((Role.SUMMARY, "Two more."), lead).summary == ("Two more.",)


def test_keywords_count_once_in_any_case(make_article) -> None:
    """Agencies give them in two schemes."""
    claims = tuple(("keywords", word, "nitf", "x") for word in ("Police", "POLICE", "Law"))

    assert make_article(claims=claims).keywords == ("Police", "Law")


def test_a_subtitle_is_not_the_title_again(make_article) -> None:
    """The first marked or claimed subtitle that differs counts."""
    same = (Role.SUBTITLE, "Bridge opens")
    claims = (("subtitle", "Bridge opens", "x", "y"), ("subtitle", "After years", "x", "y"))

    assert make_article((Role.TITLE, "Bridge opens"), same, "Words.").subtitle is None
    assert (
        make_article((Role.TITLE, "Bridge opens"), "Words.", claims=claims).subtitle
        == "After years"
    )


def test_marks_of_direction_are_no_text() -> None:
    """Writing from right to left needs none of them; the joiners of Persian stay."""
    assert clean("\u061cסלע\u200f \u202bמי\u202c\u200cخواهم") == "סלע מי\u200cخواهم"


@pytest.mark.filterwarnings("ignore:control characters were dropped")
@pytest.mark.parametrize(
    "sign",
    [
        *("\u200b", "\u202e", "\ufeff", "\x00", "\x07", "\x1b[31m", "\x9b1m"),
        *("\u2066", "\u2060", "\u206a", "\ufff9", "\uffff", "\u034f", "\u3164", "\U000e0041"),
        *("\u200c", "\u200d"),
    ],
)
def test_signs_that_nobody_sees_are_in_no_field(sign: str) -> None:
    """A sequence for a terminal goes as a whole, a joiner where no letter needs it."""
    fields = {
        "title": f"Old{sign} bridge{sign}",
        "author": f"Ann{sign} Quay{sign}",
        "source": f"Harbour{sign} Post",
        "section": f"Lo{sign}cal",
        "keywords": [f"bri{sign}dge"],
        "url": f"https://harbour.example/a{sign}b",
        "date": f"2025-07-18{sign}",
        "text": f"The council{sign} voted.",
    }

    (article,) = dateline.read(json.dumps(fields).encode(), name="one.json")

    assert (article.title, article.authors) == ("Old bridge", ("Ann Quay",))
    assert (article.source.name, article.section) == ("Harbour Post", "Local")
    assert (article.keywords, article.body) == (("bridge",), "The council voted.")
    assert article.url == article.canonical_url == "https://harbour.example/ab"
    assert article.published is not None
    assert article.published.value == "2025-07-18"


def test_joiners_of_persian_and_malayalam_stay() -> None:
    assert clean("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645") == "می\u200cخواهم"
    assert clean("അവന\u0d4d\u200d പോയി") == "അവന\u0d4d\u200d പോയി"


def test_the_title_of_a_window_is_no_text() -> None:
    assert clean("Old \x1b]0;evil; title\x07bridge") == "Old bridge"
