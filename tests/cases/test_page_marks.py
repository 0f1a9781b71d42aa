"""Marks inside paragraphs, captions, and code on pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline

FILES = Path(__file__).parent / "files"
COUNCIL = (
    "<p>The county council voted late on Tuesday to close the old swing bridge for repairs, which "
    "shopkeepers on both banks of the river had argued against since the spring of last year.</p>"
)
TOWN = COUNCIL.replace("county", "town")
PICTURE = '<img src="a.jpg">'


def read(markup: str, *, lang: str = "en") -> dateline.Article:
    """The article of a page that has this markup between its first and its last paragraph."""
    page = f"""<html lang="{lang}"><head><title>Old bridge to close</title></head><body><article>
        <h1>Old bridge to close</h1>{COUNCIL}{markup}{TOWN}</article></body></html>"""
    (article,) = dateline.read(page.encode())
    return article


def between(markup: str, *, lang: str = "en") -> tuple[str, ...]:
    """The paragraphs that the markup becomes."""
    return read(markup, lang=lang).paragraphs[1:-1]


def case(name: str) -> dateline.Article:
    (article,) = dateline.read((FILES / name).read_bytes())
    return article


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param(
            "h34-q.html", "said “we shall not be here by the time it opens again” and", id="H34"
        ),
        pytest.param("h46.html", "said “officials told residents at a crowded meeting", id="H46"),
        pytest.param("h33-inline.html", "“a lot”, and the new bridge at 5 km was", id="H33"),
        pytest.param("h33-inline.html", "CO2 rose by 10th of a degree", id="H33 sub"),
        pytest.param("h03-list-second-col.html", "Mon | 10:00 AM - 8:00 PM", id="H03"),
        pytest.param("h03-list-second-col.html", "Tue | Closed all day", id="H03 second row"),
        pytest.param("k03-footnotes.html", "since the spring.\n\n", id="K03"),
        pytest.param("k03-footnotes.html", "ten at night.[2]", id="K03 brackets"),
    ],
)
def test_marks_in_paragraphs(file: str, text: str) -> None:
    assert text in case(file).body


def test_a_quotation_does_not_part_its_paragraph() -> None:
    assert case("h46.html").paragraphs[0].endswith(" and left.")


@pytest.mark.parametrize(
    ("markup", "lang", "text"),
    [
        ("<p>She said <q>never <q>again</q></q> twice.</p>", "en", "said “never ‘again’” twice"),
        ("<p>Sie sagte <q>nie</q> und ging.</p>", "de", "sagte „nie“ und"),
        ("<p>Elle a dit <q>jamais</q> hier.</p>", "fr", "dit «jamais» hier"),
        ("<p>She said <q>“never”</q> twice.</p>", "en", "said “never” twice"),
    ],
)
def test_marks_of_quotations_follow_the_language(markup: str, lang: str, text: str) -> None:
    (paragraph,) = between(markup, lang=lang)

    assert text in paragraph


def test_only_the_newer_text_is_read() -> None:
    assert between("<p>It costs <s>two</s> three <strike>x</strike> million.</p>") == (
        "It costs three million.",
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<p>It rose.<sup><a href="#n1">1</a></sup> It fell again.</p>', "It rose. It fell again."),
        ('<p>It rose.<a href="#n1"><sup>12</sup></a> It fell.</p>', "It rose. It fell."),
        ('<p>It rose<sup class="footnote-ref">*</sup> for long.</p>', "It rose for long."),
        ("<p>It rose.<sup>3</sup> It fell.</p>", "It rose. It fell."),
        ("<p>It holds 20 m<sup>3</sup> of water.</p>", "It holds 20 m3 of water."),
        ("<p>The 19<sup>th</sup> century bridge.</p>", "The 19th century bridge."),
        ("<p>Le XIX<sup>e</sup> siècle.</p>", "Le XIXe siècle."),
        ("<p>It has 40 metres<sup>2</sup> of deck.</p>", "It has 40 metres2 of deck."),
        ("<p>The report<sup>1</sup> says so.</p>", "The report says so."),
        ("<p>The report<sup>1,2</sup> says so.</p>", "The report says so."),
        ("<p>The report<sup>[3]</sup> says so.</p>", "The report says so."),
        ("<p>The report<sup>*</sup> says so.</p>", "The report says so."),
        (
            '<p>The report<a class="footnote-ref" href="#fn1">1</a> says so.</p>',
            "The report says so.",
        ),
        (
            '<p>The report<a class="footnote" href="https://h.example/a#fn1">1</a> says so.</p>',
            "The report says so.",
        ),
        ('<p>The report<a href="#n1">†</a> says so.</p>', "The report says so."),
        ('<p>The report<a href="#cite1">[1]</a> says so.</p>', "The report says so."),
        ('<p>The report<span class="footnote">1</span> says so.</p>', "The report says so."),
        (
            '<p>The report<span style="vertical-align: super">1</span> says so.</p>',
            "The report says so.",
        ),
        (
            """<p>The report<sup class="reference" id="cite_ref-1"><a href="#cite_note-1">
            <span>[</span>1<span>]</span></a></sup> says so.</p>""",
            "The report says so.",
        ),
        ('<p>See page <a href="#p2">2</a> of it.</p>', "See page 2 of it."),
    ],
)
def test_notes_are_told_from_powers(markup: str, text: str) -> None:
    assert between(markup) == (text,)


@pytest.mark.parametrize(
    "markup",
    [
        '<p><span class="dropcap">F</span>our men walked over the bridge.</p>',
        '<p><span class="has-drop-cap">F</span> our men walked over the bridge.</p>',
        '<div class="drop-cap">F</div><p>our men walked over the bridge.</p>',
        '<p><span style="float: left">F</span>\nour men walked over the bridge.</p>',
        "<p><strong>F</strong> our men walked over the bridge.</p>",
        '<p><span class="lettrine">F</span><span>our men</span> walked over the bridge.</p>',
    ],
)
def test_a_drop_cap_is_part_of_its_word(markup: str) -> None:
    assert between(markup) == ("Four men walked over the bridge.",)


def test_a_word_of_one_letter_stays_one() -> None:
    assert between('<p><span class="dropcap">A</span> man walked over it.</p>') == (
        "A man walked over it.",
    )


def test_items_of_a_cell_are_told_apart() -> None:
    table = "<table><tr><td>Mon</td><td><ol><li>ferry</li><li>bus</li></ol></td></tr></table>"

    assert between(table) == ("| Mon | ferry; bus",)


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>It is &lt;b&gt;closed&lt;/b&gt; today&lt;br/&gt;and later.</p>", True),
        ('<p>It is closed today &lt;/noscript&gt;&lt;script src="x.js"&gt; and later.</p>', True),
        ("<p>It is closed today &lt;script&gt;run(1);&lt;/script&gt; and later.</p>", True),
        ('<p>&lt;/noscript&gt;&lt;script async src="x.js"&gt;</p>', False),
        ("<p>(function(d) { d.write(1); })(document);</p>", False),
        ("<p>window.dataLayer = window.dataLayer || [];</p>", False),
        ("<div>.ad-slot { margin: 0; color: red; }</div>", False),
        ("<p><style>.a { color: red; }</style></p>", False),
    ],
)
def test_code_is_no_text(markup: str, paragraphs: bool) -> None:
    assert between(markup) == (("It is closed today and later.",) if paragraphs else ())


def test_a_text_on_markup_keeps_its_tags() -> None:
    text = "The <script> tag, and the <b> one before it, are as old as the web."

    assert between(f"<p>{text.replace('<', '&lt;').replace('>', '&gt;')}</p>") == (text,)


@pytest.mark.parametrize(
    ("file", "credit"),
    [pytest.param("k05.html", "Ann Quay", id="K05"), pytest.param("k06.html", None, id="K06")],
)
def test_captions_outside_figures(file: str, credit: str | None) -> None:
    article = case(file)

    assert [(caption.text, caption.credit) for caption in article.captions] == [
        ("The pivot of the old bridge seen from the quay on Monday.", credit)
    ]
    assert "pivot of the old bridge seen" not in article.body
    assert "Ann Quay" not in article.body


SEEN = "The old bridge seen from the quay."


@pytest.mark.parametrize(
    ("markup", "credit"),
    [
        (f'<div class="wp-caption">{PICTURE}<p class="wp-caption-text">{SEEN}</p></div>', None),
        (f'<div>{PICTURE}<span class="image-caption">{SEEN}</span></div>', None),
        (f'<div class="c-image">{PICTURE}<div class="c-image__caption">{SEEN}</div></div>', None),
        (f'<amp-img src="a"></amp-img><div class="media__caption">{SEEN}</div>', None),
        (
            f"""<div itemprop="image" itemtype="https://schema.org/ImageObject">{PICTURE}
            <span itemprop="caption">{SEEN}</span>
            <span itemprop="copyrightHolder">Ann Quay</span></div>""",
            "Ann Quay",
        ),
        (
            f"""<div>{PICTURE}<p class="caption">{SEEN}
            <span class="photo-credit">Ann Quay</span></p></div>""",
            "Ann Quay",
        ),
    ],
)
def test_captions_of_publishing_systems(markup: str, credit: str | None) -> None:
    article = read(markup)

    assert [(caption.text, caption.credit) for caption in article.captions] == [(SEEN, credit)]
    assert len(article.paragraphs) == 2


@pytest.mark.parametrize(
    "markup",
    [
        f'<div>{PICTURE}<small class="caption">{SEEN}</small></div>',
        f'<p>{PICTURE}</p><p><small class="caption">{SEEN}</small></p>',
        f'<p>{PICTURE}</p><p class="legend">{SEEN}</p>',
        f"<div>{PICTURE}<cite>{SEEN}</cite></div>",
        f"<p>{PICTURE}<br><em>{SEEN}</em></p>",
        f"<div>{PICTURE}<br><i><small>{SEEN}</small></i></div>",
        f"<table><tr><td>{PICTURE}</td></tr><tr><td><small>{SEEN}</small></td></tr></table>",
        f"<figure>{PICTURE}<p>{SEEN}</p></figure>",
        *(
            f'<div>{PICTURE}<p class="{name}">{SEEN}</p></div>'
            for name in (
                *("pie-de-foto", "didascalia", "legenda", "cutline", "photo-description"),
                *("img-desc", "kuvateksti", "photo_legend", "texto-foto", "image__text"),
            )
        ),
    ],
)
def test_a_caption_by_another_name_or_none(markup: str) -> None:
    """Small print that is all the text around a picture is its caption."""
    article = read(markup)

    assert [caption.text for caption in article.captions] == [SEEN]
    assert len(article.paragraphs) == 2


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{PICTURE} {SEEN} <em>Nobody</em> was hurt.</p>",
        f"<p>{PICTURE}</p><p><em>{SEEN}</em></p>",
        f"<p><small>{SEEN}</small></p>",
    ],
)
def test_small_print_beside_other_words_is_text(markup: str) -> None:
    article = read(markup)

    assert article.captions == ()
    assert len(article.paragraphs) == 3


def test_a_caption_that_repeats_a_sentence_leaves_it_in_the_text() -> None:
    article = read(f'<p>{SEEN}</p><div>{PICTURE}<p class="imageCaption">{SEEN}</p></div>')

    assert article.paragraphs[1] == SEEN
    assert [caption.text for caption in article.captions] == [SEEN]


@pytest.mark.parametrize(
    "tail",
    [
        '<svg><title/><path d="M1"></svg>',
        "<script>document.head.append('<style>');</script>",
        "<script>var after = /<title/;</script>",
    ],
)
def test_a_tag_in_a_script_or_picture_does_not_cut_a_page(
    tail: str, recwarn: pytest.WarningsRecorder
) -> None:
    read(tail)

    assert not [warning for warning in recwarn if "cut off" in str(warning.message)]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("ISLAMABAD:", "ISLAMABAD"),
        ("ISLAMABAD", "ISLAMABAD"),
        ("NEW YORK (Reuters)", "NEW YORK"),
        ("PARIS —", "PARIS"),
        ("July 18, 2025", None),
        ("By Ann Quay", None),
    ],
)
@pytest.mark.parametrize("tag", ["span", "div", "p"])
def test_a_dateline_in_an_element_of_its_own(line: str, place: str | None, tag: str) -> None:
    """A line of that name that is a date, or a byline, is none."""
    page = f"""<html><head><title>Old bridge to close</title></head><body><article>
        <h1>Old bridge to close</h1><{tag} class="article-dateline">{line}</{tag}>
        {COUNCIL}{TOWN}</article></body></html>"""
    (article,) = dateline.read(page.encode())

    assert article.dateline == place
    assert place is None or article.paragraphs[0].startswith("The county council")


def test_the_dateline_of_a_span_before_the_lead() -> None:
    article = case("h21-dateline-tag.html")

    assert article.dateline == "ISLAMABAD"
    assert article.body.startswith("The county council voted")
