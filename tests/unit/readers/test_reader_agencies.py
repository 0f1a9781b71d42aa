"""Files as news agencies send them: what once cost text, a name or a date, each in the smallest
file that shows it."""

from __future__ import annotations

import pytest

from dateline.errors import NotAnArticle
from dateline.readers import choose
from dateline.values.draft import Draft, RecordError
from dateline.values.outcome import Disposition
from tests.unit.readers.conftest import Read, block_lines, claim_values, only


def nitf(content: str, head: str = "") -> str:
    body = f"<body.head>{head}</body.head><body.content>{content}</body.content>"
    return f"<nitf><body>{body}</body></nitf>"


def test_tables_of_nitf_are_read(read: Read) -> None:
    """Each row is a paragraph: scores and prices are sent in this form."""
    rows = "<tr><th>Ferry</th><th>Trips</th></tr><tr><td>Blue</td><td>71</td></tr>"
    draft = only(read, nitf(f"<table><tbody>{rows}</tbody></table><p>More on Monday.</p>"))

    assert block_lines(draft) == [
        "paragraph: Ferry | Trips",
        "paragraph: Blue | 71",
        "paragraph: More on Monday.",
    ]


def test_lists_of_terms_and_set_text_of_nitf_are_read(read: Read) -> None:
    """They are paragraphs."""
    draft = only(read, nitf("<dl><dt>Blue</dt><dd>A ferry.</dd></dl><pre>As set.</pre>"))

    assert block_lines(draft) == ["paragraph: Blue", "paragraph: A ferry.", "paragraph: As set."]


def test_nitf_content_that_is_not_text_is_left_out(read: Read) -> None:
    """Code of an embedded post and notes to editors are left out, and a note to readers is text."""
    notes = (
        '<note type="npa"><body.content><p>Not to print.</p></body.content></note>'
        '<note type="std"><body.content><p>Corrects the name.</p></body.content></note>'
    )
    embed = (
        "<p>&lt;div class=&quot;x&quot;&gt;&lt;/div&gt;&lt;script src='y'&gt;&lt;/script&gt;</p>"
    )
    draft = only(read, nitf(f"{embed}<p>The bridge is open.</p>", notes))

    assert block_lines(draft) == ["paragraph: Corrects the name.", "paragraph: The bridge is open."]


def test_line_ends_of_a_reformatted_file_are_not_text(read: Read) -> None:
    """A line break separates words, and a line end before a comma is removed."""
    draft = only(read, nitf("<p>Seen on<br/>a <a>bridge</a>\n  , and a <a>ferry</a>\n .</p>"))

    assert block_lines(draft) == ["paragraph: Seen on a bridge, and a ferry."]


@pytest.mark.parametrize(
    ("inside", "stated"),
    [
        ("<location>TOWN</location><story.date>July 3</story.date>", ["TOWN, July 3"]),
        ("Town<story.date norm='20240506T1000Z'>20240506T100000+0000</story.date>", ["Town"]),
        ("<story.date>20240506T100000+0000</story.date>", []),
    ],
)
def test_the_day_of_a_dateline_may_be_a_timestamp(
    read: Read, inside: str, stated: list[str]
) -> None:
    """A timestamp is not part of the printed dateline."""
    draft = only(read, nitf("<p>Words.</p>", f"<dateline>{inside}</dateline>"))

    assert claim_values(draft, "dateline") == stated
    assert block_lines(draft) == ["paragraph: Words."]


def test_nitf_states_its_language_in_two_ways(read: Read) -> None:
    """Both xml:lang and `baselang`, from NITF before 3.4, count."""
    text = nitf("<p>Words.</p>").replace("<nitf>", '<nitf baselang="nb-NO">')

    assert claim_values(only(read, text), "language") == ["nb-NO"]


def item(inner: str) -> str:
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">{inner}</newsItem>'


def inline(text: str) -> str:
    return f"<contentSet><inlineData contenttype='text/plain'>{text}</inlineData></contentSet>"


def test_the_version_of_an_exported_item_is_no_date(read: Read) -> None:
    """Dateline writes when its archive got the version there; of other programs it is a date."""
    version = "<versionCreated>2024-05-06T10:00:00Z</versionCreated>"
    for program, dates in (("Dateline", []), ("Other", ["2024-05-06T10:00:00Z"])):
        meta = f"<itemMeta>{version}<generator>{program}</generator></itemMeta>"
        draft = only(read, item(f"{meta}{inline('Words.')}"))

        assert claim_values(draft, "published") == claim_values(draft, "updated") == dates


def test_related_links_are_not_the_address(read: Read) -> None:
    """Links to related items and earlier versions are no claims."""
    links = '<link rel="irel:seeAlso" href="https://other.example.org/"/><link href="x"/>'

    assert (
        claim_values(only(read, item(f"<itemMeta>{links}</itemMeta>{inline('Words.')}")), "url")
        == []
    )


def test_subjects_that_are_people_or_places_are_not_sections(read: Read) -> None:
    """Only topics are sections, by the first and complete form of their name."""
    subjects = (
        '<subject type="cpnat:geoArea"><name>Utopia</name></subject>'
        '<subject type="cpnat:person"><name>Ada</name></subject>'
        '<subject type="cpnat:abstract"><name>Football</name><name>FTB</name></subject>'
    )
    draft = only(read, item(f"<contentMeta>{subjects}</contentMeta>{inline('Words.')}"))

    assert claim_values(draft, "section") == ["Football"]


def test_logins_and_initials_are_not_authors(read: Read) -> None:
    """Creators given by a login or initials are no claims."""
    names = [f"<creator><name>{name}</name></creator>" for name in ("desk.ada", "VRG", "Ada Desk")]
    draft = only(read, item(f"<contentMeta>{''.join(names)}</contentMeta>{inline('Words.')}"))

    assert claim_values(draft, "authors") == ["Ada Desk"]


def test_the_slug_line_of_an_item_is_not_a_summary(read: Read) -> None:
    """A description in the role of a caption is no claim."""
    descriptions = '<description role="x:caption">SLUG</description><description>Sum.</description>'
    draft = only(read, item(f"<contentMeta>{descriptions}</contentMeta>{inline('Words.')}"))

    assert claim_values(draft, "summary") == ["Sum."]


def test_the_header_of_an_items_page_is_not_text(read: Read) -> None:
    """A header that repeats keywords, day and headline is left out."""
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><header><ul><li>Sport</li></ul>'
        "<time>11.10.2022</time><h1>Bridge opens</h1></header><section><p>It is open.</p></section>"
        "<footer>Contact</footer></body></html>"
    )
    draft = only(read, item(f"<contentSet><inlineXML>{page}</inlineXML></contentSet>"))

    assert block_lines(draft) == ["paragraph: It is open."]


def test_the_dateline_of_an_items_page_is_separated_from_the_text(read: Read) -> None:
    """A space replaces the separation that the style makes."""
    lead = '<p><span class="dateline">HARBOUR <b>(AP)</b></span>It is open.</p>'
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{lead}</body></html>'
    draft = only(read, item(f"<contentSet><inlineXML>{page}</inlineXML></contentSet>"))

    assert block_lines(draft) == ["paragraph: HARBOUR (AP) It is open."]


def test_plain_text_of_an_item_may_be_html(read: Read) -> None:
    """HTML is read as such, whatever its declared type."""
    draft = only(read, item(inline("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;")))

    assert block_lines(draft) == ["paragraph: One.", "paragraph: Two."]


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ("planningItem", "a plan of coverage"),
        ("packageItem", "a package"),
        ("conceptItem", "a concept"),
        ("knowledgeItem", "a list of concepts"),
        ("catalogItem", "a catalog"),
    ],
)
def test_newsml_g2_items_without_an_article_are_rejected(read: Read, root: str, kind: str) -> None:
    """The reason names the type of the item."""
    (rejected,) = read(f'<{root} xmlns="http://iptc.org/std/nar/2006-10-01/"/>'.encode())

    assert isinstance(rejected, RecordError)
    assert rejected.disposition is Disposition.REJECTED
    assert kind in rejected.reason


def test_swedish_element_names_are_read_as_nitf(read: Read) -> None:
    """A second headline is a heading within the text."""
    text = (
        "<BODY><TEXT><RUBRIK>Bron</RUBRIK><DAT><ORT>HAMN</ORT><SOURCE>TT</SOURCE></DAT><INGRESS>"
        "<P>One.</P></INGRESS><BRODTEXT><CITAT>Two.</CITAT><MELLIS>Three</MELLIS><UL><LI>Four."
        "</LI></UL></BRODTEXT><BYLINE>Ada Desk/TT</BYLINE><BILD><BILDTEXT><P>By night.</P>"
        "</BILDTEXT><BILDSKAPARE>B. Desk/TT</BILDSKAPARE></BILD></TEXT><TEXT><RUBRIK>Facts"
        "</RUBRIK><P>Five.</P></TEXT></BODY>"
    )
    kind = 'contenttype="application/ttnitf+xml"'
    draft = only(read, item(f"<contentSet><inlineXML {kind}>{text}</inlineXML></contentSet>"))

    assert block_lines(draft) == [
        "heading: Bron",
        "paragraph: One.",
        "paragraph: Two.",
        "heading: Three",
        "list item: Four.",
        "caption: By night.",
        "credit: B. Desk/TT",
        "heading: Facts",
        "paragraph: Five.",
    ]
    assert claim_values(draft, "authors") == ["Ada Desk/TT"]
    assert claim_values(draft, "dateline") == ["HAMN"]


WIRE = """
   The harbour bridge was opened to traffic on Monday after
three years of work, the council said in a statement late.
   The ferry stays for now, and will be looked at again when
the winter is over.
   That is all.
"""


@pytest.mark.parametrize("text", [WIRE, f"&lt;p&gt;{WIRE}&lt;/p&gt;"])
def test_indented_lines_begin_paragraphs_of_a_wire(read: Read, text: str) -> None:
    """Wrapped lines between them are joined, and one element around the whole text is not a
    paragraph."""
    lines = block_lines(only(read, item(inline(text))))

    assert [line.split()[1] for line in lines] == ["The", "The", "That"]
    assert lines[1].endswith("looked at again when the winter is over.")


NEWSML_1 = """<?xml version="1.0"?>
<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20001006:NewsMLv1.0.dtd:1" "NewsMLv1.0.dtd" [
  <!ENTITY % nitf SYSTEM "http://127.0.0.1:9/nitf-3-0.dtd">
  %nitf;
]>
<NewsML><NewsEnvelope><DateAndTime>20240506T120000Z</DateAndTime></NewsEnvelope>{}</NewsML>"""


def story(form: str, text: str, role: str = "Main") -> str:
    return (
        f'<NewsComponent><Role FormalName="{role}"/><ContentItem><MediaType FormalName="{form}"/>'
        f"<DataContent>{text}</DataContent></ContentItem></NewsComponent>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<nitf><body><body.content><p>One.</p><hl2>Two</hl2></body.content></body></nitf>",
        "<body.content><p>One.</p><hl2>Two</hl2></body.content>",
        "<p>One.</p><h2>Two</h2>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>One.</p><h2>Two</h2></body></html>",
        "<![CDATA[<P>One.</P><H2>Two</H2>]]>",
    ],
)
def test_newsml_1_holds_text_in_many_forms(read: Read, text: str) -> None:
    """NITF, a part of it, and HTML as elements or text are read."""
    draft = only(read, NEWSML_1.format(f"<NewsItem>{story('Text', text)}</NewsItem>"))

    assert block_lines(draft) == ["paragraph: One.", "heading: Two"]


def test_components_of_newsml_1(read: Read) -> None:
    """The caption of a picture is a caption block, and other media are left out."""
    parts = (
        story("Text", "<p>Words.</p>")
        + story("Text", "<p>The bridge by night.</p>", "Caption")
        + story("Photo", "QUJD")
    )
    draft = only(read, NEWSML_1.format(f"<NewsItem>{parts}</NewsItem>"))

    assert block_lines(draft) == ["paragraph: Words.", "caption: The bridge by night."]


def test_claims_of_a_picture_in_newsml_1_are_ignored(read: Read) -> None:
    """Its photographer is not an author."""
    lines = "<HeadLine>By night</HeadLine><ByLine>Bo Lens</ByLine><CreditLine>EX</CreditLine>"
    content = story("Text", "<p>By night.</p>", "Caption") + story("Photo", "QUJD")
    picture = f"<NewsComponent><NewsLines>{lines}</NewsLines>{content}</NewsComponent>"
    text = component("Bridge", "en", story("Text", "<p>Open.</p>") + picture)
    draft = only(read, NEWSML_1.format(f"<NewsItem>{text}</NewsItem>"))

    assert block_lines(draft) == ["paragraph: Open.", "caption: By night."]
    assert claim_values(draft, "title") == ["Bridge"]
    assert claim_values(draft, "authors") == claim_values(draft, "credit") == []


def test_newsml_1_press_releases_are_read_without_additions(read: Read) -> None:
    """Contacts, logos, styles and social posts that distributors add are left out."""
    parts = (
        story("", "p { color: red }", "StyleSheet")
        + story("", "<html><body><p><b>Harbour Opens</b></p></body></html>", "HeadLine")
        + story("", "<html><body><p>In short.</p></body></html>", "Abstract")
        + story("", "<html><body><p>Words.</p></body></html>", "Body")
        + story("", "<html><body><p>Ada Desk, 555</p></body></html>", "Contact")
        + story("", "#harbour opens", "TweetText")
    )
    draft = only(read, NEWSML_1.format(f"<NewsItem>{parts}</NewsItem>"))

    assert block_lines(draft) == ["title: Harbour Opens", "summary: In short.", "paragraph: Words."]


def component(headline: str, language: str, text: str) -> str:
    return (
        f'<NewsComponent xml:lang="{language}"><NewsLines><HeadLine>{headline}</HeadLine>'
        f"</NewsLines>{text}</NewsComponent>"
    )


def test_each_translation_in_newsml_1_is_an_article(read: Read) -> None:
    """Each component with a headline and text of its own is an article, together with all that has
    no text."""
    parts = (
        component("Bridge", "nl", story("", "Bridge", "Title") + story("", "Open <b>now</b>."))
        + component("Pont", "fr", story("", "", "Lead") + story("ComplexData", "<p>Ouvert.</p>"))
        + component("Picture", "nl", story("Photo", "QUJD") + story("Text", "x", "Caption"))
    )
    outer = component(
        "Bridge", "nl", parts.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;")
    )
    first, second = read(NEWSML_1.format(f"<NewsItem>{outer}</NewsItem>").encode())

    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert block_lines(first) == ["title: Bridge", "paragraph: Open now.", "caption: x"]
    assert block_lines(second) == ["paragraph: Ouvert.", "caption: x"]
    assert claim_values(first, "title")[-2] == "Bridge"
    assert claim_values(second, "title")[1] == "Pont"


def test_a_newsml_1_item_with_too_many_stories_is_one_article(read: Read) -> None:
    """An item with more than a hundred stories is not copied for each."""
    parts = component("Bridge", "nl", story("Text", "Open.")) * 101

    assert len(block_lines(only(read, NEWSML_1.format(f"<NewsItem>{parts}</NewsItem>")))) == 101


def test_the_innermost_language_of_newsml_1_counts(read: Read) -> None:
    """The component's language precedes the item's."""
    inner = component("Pont", "fr", story("Text", "Ouvert."))
    draft = only(read, NEWSML_1.format(f'<NewsItem xml:lang="nl">{inner}</NewsItem>'))

    assert claim_values(draft, "language") == ["fr", "nl"]


def test_each_item_of_newsml_1_is_an_article(read: Read) -> None:
    """An item that is a picture with a caption is rejected."""
    names = [f"<PublicIdentifier>urn:{n}</PublicIdentifier>" for n in (1, 2)]
    first = f"<NewsItem>{names[0]}{story('Text', '<p>Words.</p>')}</NewsItem>"
    second = f"<NewsItem>{names[1]}{story('Text', '<p>By night.</p>', 'Caption')}</NewsItem>"
    draft, rejected = read(NEWSML_1.format(first + second).encode())

    assert isinstance(draft, Draft)
    assert isinstance(rejected, NotAnArticle)
    assert "no text" in str(rejected)


@pytest.mark.parametrize(
    "opening", ['<?xml version="1.0"?>\n', '<?xml version="1.0"?>\n<LEWIS>\n', "<LEWIS>"]
)
def test_reuters_stories_converted_to_xml_are_read(read: Read, opening: str) -> None:
    """A declaration, and an element around all stories, are accepted."""
    draft = only(read, f"{opening}<REUTERS NEWID='1'><TEXT><BODY>Words.</BODY></TEXT></REUTERS>")

    assert block_lines(draft) == ["paragraph: Words."]


def test_an_unprocessed_reuters_story_is_read(read: Read) -> None:
    """A text of the type UNPROC has no elements inside."""
    text = '<REUTERS><TEXT TYPE="UNPROC">&#2;\n    FERRY REPORT\n    Ten trips.\n</TEXT></REUTERS>'

    assert block_lines(only(read, text)) == [
        "paragraph: FERRY REPORT",
        "paragraph: Ten trips.",
    ]


def test_reuters_rcv1_and_newsml_g2_are_distinguished() -> None:
    """An attribute decides, because the element names differ in one capital only."""
    names = [choose(data).name for data in (b'<newsitem itemid="1">', item("").encode())]

    assert names == ["reuters rcv1", "newsml-g2"]


def test_factiva_pages_without_articles_are_rejected(read: Read) -> None:
    """A list of results is rejected, and the title alone does not make a page Factiva's."""
    page = "<!DOCTYPE html><html><head><title>{}</title></head><body>{}</body></html>"
    (listed,) = read(page.format("Factiva", "<p class='articleList'>Bridge opens</p>").encode())

    assert isinstance(listed, RecordError)
    assert (listed.disposition, listed.reason) == (
        Disposition.REJECTED,
        "a Factiva page with no article",
    )
    assert choose(page.format("Factiva", "<p>About the company.</p>").encode()).name == "html"
    assert choose(page.format("About Factiva", "<article>A</article>").encode()).name == "html"


def test_a_factiva_article_without_a_day(read: Read) -> None:
    """Without a day there is no paper either: the lines are recognized by their order."""
    text = '<div>x</div><p class="articleParagraph">Words.</p>'
    page = f'<html><title>Factiva</title><div class="article enArticle">{text}</div></html>'

    draft = only(read, page)

    assert block_lines(draft) == ["paragraph: Words."]
    assert [claim.field for claim in draft.claims] == ["language"]
