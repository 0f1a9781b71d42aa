"""Files as news agencies send them: what cost text, a name or a date in real ones, each in the
smallest file that shows it."""

from __future__ import annotations

import pytest

from dateline.errors import NotAnArticle
from dateline.readers import choose
from dateline.values.draft import Draft, RecordError
from dateline.values.outcome import Disposition
from tests.unit.readers.conftest import Read


def only(read: Read, text: str) -> Draft:
    (draft,) = read(text.encode())
    assert isinstance(draft, Draft), draft
    return draft


def shown(draft: Draft) -> list[str]:
    return [f"{block.role}: {block.text}" for block in draft.blocks]


def claimed(draft: Draft, field: str) -> list[str]:
    return [claim.value for claim in draft.claims if claim.field == field]


def nitf(content: str, head: str = "") -> str:
    body = f"<body.head>{head}</body.head><body.content>{content}</body.content>"
    return f"<nitf><body>{body}</body></nitf>"


def test_tables_of_nitf_are_read(read: Read) -> None:
    """A row a paragraph, as in other formats; scores and prices are sent so."""
    rows = "<tr><th>Ferry</th><th>Trips</th></tr><tr><td>Blue</td><td>71</td></tr>"
    draft = only(read, nitf(f"<table><tbody>{rows}</tbody></table><p>More on Monday.</p>"))

    assert shown(draft) == [
        "paragraph: Ferry | Trips",
        "paragraph: Blue | 71",
        "paragraph: More on Monday.",
    ]


def test_lists_of_terms_and_set_text_of_nitf_are_read(read: Read) -> None:
    """They hold text like paragraphs."""
    draft = only(read, nitf("<dl><dt>Blue</dt><dd>A ferry.</dd></dl><pre>As set.</pre>"))

    assert shown(draft) == ["paragraph: Blue", "paragraph: A ferry.", "paragraph: As set."]


def test_what_nitf_has_beside_its_text_is_left_out(read: Read) -> None:
    """Code of an embedded post, and a note to editors; a note to readers is text."""
    notes = (
        '<note type="npa"><body.content><p>Not to print.</p></body.content></note>'
        '<note type="std"><body.content><p>Corrects the name.</p></body.content></note>'
    )
    embed = (
        "<p>&lt;div class=&quot;x&quot;&gt;&lt;/div&gt;&lt;script src='y'&gt;&lt;/script&gt;</p>"
    )
    draft = only(read, nitf(f"{embed}<p>The bridge is open.</p>", notes))

    assert shown(draft) == ["paragraph: Corrects the name.", "paragraph: The bridge is open."]


def test_lines_of_a_file_that_was_laid_out_anew(read: Read) -> None:
    """A line break parts words; a line end before a comma is the program's that wrote the file."""
    draft = only(read, nitf("<p>Seen on<br/>a <a>bridge</a>\n  , and a <a>ferry</a>\n .</p>"))

    assert shown(draft) == ["paragraph: Seen on a bridge, and a ferry."]


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
    """Which nobody prints."""
    draft = only(read, nitf("<p>Words.</p>", f"<dateline>{inside}</dateline>"))

    assert claimed(draft, "dateline") == stated
    assert shown(draft) == ["paragraph: Words."]


def test_nitf_states_its_language_in_two_ways(read: Read) -> None:
    """`baselang` is that of NITF 3 before 3.4."""
    text = nitf("<p>Words.</p>").replace("<nitf>", '<nitf baselang="nb-NO">')

    assert claimed(only(read, text), "language") == ["nb-NO"]


def item(inner: str) -> str:
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">{inner}</newsItem>'


def inline(text: str) -> str:
    return f"<contentSet><inlineData contenttype='text/plain'>{text}</inlineData></contentSet>"


def test_links_to_see_as_well_are_no_address(read: Read) -> None:
    """An item links what its readers may like, and earlier versions."""
    links = '<link rel="irel:seeAlso" href="https://other.example.org/"/><link href="x"/>'

    assert claimed(only(read, item(f"<itemMeta>{links}</itemMeta>{inline('Words.')}")), "url") == []


def test_who_and_where_an_item_is_about_is_no_section(read: Read) -> None:
    """Subjects are places, people and topics, each of a stated kind; a name stands in several
    forms, of which the first is the full one."""
    subjects = (
        '<subject type="cpnat:geoArea"><name>Utopia</name></subject>'
        '<subject type="cpnat:person"><name>Ada</name></subject>'
        '<subject type="cpnat:abstract"><name>Football</name><name>FTB</name></subject>'
    )
    draft = only(read, item(f"<contentMeta>{subjects}</contentMeta>{inline('Words.')}"))

    assert claimed(draft, "section") == ["Football"]


def test_who_typed_an_item_is_no_author(read: Read) -> None:
    """Creators are given by their login or initials, too."""
    names = [f"<creator><name>{name}</name></creator>" for name in ("desk.ada", "VRG", "Ada Desk")]
    draft = only(read, item(f"<contentMeta>{''.join(names)}</contentMeta>{inline('Words.')}"))

    assert claimed(draft, "authors") == ["Ada Desk"]


def test_the_caption_of_an_item_is_no_summary(read: Read) -> None:
    """Agencies put the slug line there."""
    said = '<description role="x:caption">SLUG</description><description>Sum.</description>'
    draft = only(read, item(f"<contentMeta>{said}</contentMeta>{inline('Words.')}"))

    assert claimed(draft, "summary") == ["Sum."]


def test_the_header_of_an_items_page_is_no_text(read: Read) -> None:
    """It repeats keywords, day and headline."""
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><header><ul><li>Sport</li></ul>'
        "<time>11.10.2022</time><h1>Bridge opens</h1></header><section><p>It is open.</p></section>"
        "<footer>Contact</footer></body></html>"
    )
    draft = only(read, item(f"<contentSet><inlineXML>{page}</inlineXML></contentSet>"))

    assert shown(draft) == ["paragraph: It is open."]


def test_the_dateline_of_an_items_page_is_parted_from_the_text(read: Read) -> None:
    """Its style does that on the screen."""
    lead = '<p><span class="dateline">HARBOUR <b>(AP)</b></span>It is open.</p>'
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{lead}</body></html>'
    draft = only(read, item(f"<contentSet><inlineXML>{page}</inlineXML></contentSet>"))

    assert shown(draft) == ["paragraph: HARBOUR (AP) It is open."]


def test_plain_text_of_an_item_may_be_html(read: Read) -> None:
    """Whatever it is declared to be."""
    draft = only(read, item(inline("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;")))

    assert shown(draft) == ["paragraph: One.", "paragraph: Two."]


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
def test_items_of_newsml_g2_that_hold_no_article(read: Read, root: str, kind: str) -> None:
    """They are rejected as what they are."""
    (rejected,) = read(f'<{root} xmlns="http://iptc.org/std/nar/2006-10-01/"/>'.encode())

    assert isinstance(rejected, RecordError)
    assert rejected.disposition is Disposition.REJECTED
    assert kind in rejected.reason


def test_text_in_the_names_of_the_swedish_agency(read: Read) -> None:
    """They are NITF's in Swedish; a second headline is one within the text."""
    text = (
        "<BODY><TEXT><RUBRIK>Bron</RUBRIK><DAT><ORT>HAMN</ORT><SOURCE>TT</SOURCE></DAT><INGRESS>"
        "<P>One.</P></INGRESS><BRODTEXT><CITAT>Two.</CITAT><MELLIS>Three</MELLIS><UL><LI>Four."
        "</LI></UL></BRODTEXT><BYLINE>Ada Desk/TT</BYLINE><BILD><BILDTEXT><P>By night.</P>"
        "</BILDTEXT><BILDSKAPARE>B. Desk/TT</BILDSKAPARE></BILD></TEXT><TEXT><RUBRIK>Facts"
        "</RUBRIK><P>Five.</P></TEXT></BODY>"
    )
    kind = 'contenttype="application/ttnitf+xml"'
    draft = only(read, item(f"<contentSet><inlineXML {kind}>{text}</inlineXML></contentSet>"))

    assert shown(draft) == [
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
    assert claimed(draft, "authors") == ["Ada Desk/TT"]
    assert claimed(draft, "dateline") == ["HAMN"]


WIRE = """
   The harbour bridge was opened to traffic on Monday after
three years of work, the council said in a statement late.
   The ferry stays for now, and will be looked at again when
the winter is over.
   That is all.
"""


@pytest.mark.parametrize("text", [WIRE, f"&lt;p&gt;{WIRE}&lt;/p&gt;"])
def test_indented_lines_begin_paragraphs_of_a_wire(read: Read, text: str) -> None:
    """Lines between them were broken to a width; one element around all is no paragraph."""
    lines = shown(only(read, item(inline(text))))

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
    """Agencies send NITF, a piece of it, HTML as elements or as text."""
    draft = only(read, NEWSML_1.format(f"<NewsItem>{story('Text', text)}</NewsItem>"))

    assert shown(draft) == ["paragraph: One.", "heading: Two"]


def test_components_of_newsml_1(read: Read) -> None:
    """The caption of a picture is one, and what is no text is not read."""
    parts = (
        story("Text", "<p>Words.</p>")
        + story("Text", "<p>The bridge by night.</p>", "Caption")
        + story("Photo", "QUJD")
    )
    draft = only(read, NEWSML_1.format(f"<NewsItem>{parts}</NewsItem>"))

    assert shown(draft) == ["paragraph: Words.", "caption: The bridge by night."]


def test_lines_of_a_picture_in_newsml_1_are_not_the_articles(read: Read) -> None:
    """Its photographer wrote nothing."""
    lines = "<HeadLine>By night</HeadLine><ByLine>Bo Lens</ByLine><CreditLine>EX</CreditLine>"
    content = story("Text", "<p>By night.</p>", "Caption") + story("Photo", "QUJD")
    picture = f"<NewsComponent><NewsLines>{lines}</NewsLines>{content}</NewsComponent>"
    text = component("Bridge", "en", story("Text", "<p>Open.</p>") + picture)
    draft = only(read, NEWSML_1.format(f"<NewsItem>{text}</NewsItem>"))

    assert shown(draft) == ["paragraph: Open.", "caption: By night."]
    assert claimed(draft, "title") == ["Bridge"]
    assert claimed(draft, "authors") == claimed(draft, "credit") == []


def test_press_releases_in_newsml_1(read: Read) -> None:
    """Their distributors send along how to show them, whom to ask and what to post of them."""
    parts = (
        story("", "p { color: red }", "StyleSheet")
        + story("", "<html><body><p><b>Harbour Opens</b></p></body></html>", "HeadLine")
        + story("", "<html><body><p>In short.</p></body></html>", "Abstract")
        + story("", "<html><body><p>Words.</p></body></html>", "Body")
        + story("", "<html><body><p>Ada Desk, 555</p></body></html>", "Contact")
        + story("", "#harbour opens", "TweetText")
    )
    draft = only(read, NEWSML_1.format(f"<NewsItem>{parts}</NewsItem>"))

    assert shown(draft) == ["title: Harbour Opens", "summary: In short.", "paragraph: Words."]


def component(headline: str, language: str, text: str) -> str:
    return (
        f'<NewsComponent xml:lang="{language}"><NewsLines><HeadLine>{headline}</HeadLine>'
        f"</NewsLines>{text}</NewsComponent>"
    )


def test_translations_in_an_item_of_newsml_1_are_articles_each(read: Read) -> None:
    """Components with a headline and text of their own; roles of parts tell the title. What is
    beside them, and no text, goes with each."""
    parts = (
        component("Bridge", "nl", story("", "Bridge", "Title") + story("", "Open <b>now</b>."))
        + component("Pont", "fr", story("", "", "Lead") + story("ComplexData", "<p>Ouvert.</p>"))
        + component("Picture", "nl", story("Photo", "QUJD") + story("Text", "x", "Caption"))
    )
    outer = component(
        "Bridge", "nl", parts.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;")
    )
    one, two = read(NEWSML_1.format(f"<NewsItem>{outer}</NewsItem>").encode())

    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert shown(one) == ["title: Bridge", "paragraph: Open now.", "caption: x"]
    assert shown(two) == ["paragraph: Ouvert.", "caption: x"]
    assert claimed(one, "title")[-2] == "Bridge"
    assert claimed(two, "title")[1] == "Pont"


def test_an_item_of_newsml_1_with_a_hundred_stories_and_more_is_one(read: Read) -> None:
    """It would be copied for each."""
    parts = component("Bridge", "nl", story("Text", "Open.")) * 101

    assert len(shown(only(read, NEWSML_1.format(f"<NewsItem>{parts}</NewsItem>")))) == 101


def test_the_inner_language_of_newsml_1_counts(read: Read) -> None:
    """The component's before the item's."""
    inner = component("Pont", "fr", story("Text", "Ouvert."))
    draft = only(read, NEWSML_1.format(f'<NewsItem xml:lang="nl">{inner}</NewsItem>'))

    assert claimed(draft, "language") == ["fr", "nl"]


def test_items_of_newsml_1_are_articles_each(read: Read) -> None:
    """A picture with its caption is none."""
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
def test_stories_of_reuters_that_were_made_xml(read: Read, opening: str) -> None:
    """With a declaration, and with an element around all of them."""
    draft = only(read, f"{opening}<REUTERS NEWID='1'><TEXT><BODY>Words.</BODY></TEXT></REUTERS>")

    assert shown(draft) == ["paragraph: Words."]


def test_a_story_of_reuters_without_elements_inside(read: Read) -> None:
    """Its type says that nobody has taken it apart."""
    text = '<REUTERS><TEXT TYPE="UNPROC">&#2;\n    FERRY REPORT\n    Ten trips.\n</TEXT></REUTERS>'

    assert shown(only(read, text)) == ["paragraph: FERRY REPORT", "paragraph: Ten trips."]


def test_two_formats_have_items_of_nearly_one_name() -> None:
    """Reuters' corpora and NewsML-G2; the attribute tells which."""
    names = [choose(data).name for data in (b'<newsitem itemid="1">', item("").encode())]

    assert names == ["reuters rcv1", "newsml-g2"]


def test_pages_of_factiva_without_articles(read: Read) -> None:
    """A list of what was found, say; the title alone tells nothing."""
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
    """Nor a paper then: the lines above the text are told by their order."""
    text = '<div>x</div><p class="articleParagraph">Words.</p>'
    page = f'<html><title>Factiva</title><div class="article enArticle">{text}</div></html>'

    draft = only(read, page)

    assert shown(draft) == ["paragraph: Words."]
    assert [claim.field for claim in draft.claims] == ["language"]
