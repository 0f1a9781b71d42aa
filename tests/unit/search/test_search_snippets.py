"""The fragments that show why an article matched."""

from __future__ import annotations

import pytest

from dateline.search.analysis import Analyzer
from dateline.search.indexed import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.query.parser import parse
from dateline.search.results.snippets import snippets
from dateline.values.search.results import Snippet
from tests.conftest import lines_run


def of(
    query: str, *, limit: int = 3, context: int = 0, **texts: str | tuple[str, ...]
) -> list[Snippet]:
    document = Document(
        id="1",
        texts={
            part: (found,) if isinstance(found, str) else found for part, found in texts.items()
        },
        source="",
    )
    matched = Matcher(parse(query), Analyzer("en")).matched(document)
    return list(snippets(document, matched, limit=limit, context=context))


def lit(snippet: Snippet) -> str:
    """The snippet with [ ] around its highlights."""
    text = snippet.text
    for start, end in reversed(snippet.highlights):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return f"{snippet.field}: {text}"


def shown(
    query: str, *, limit: int = 3, context: int = 0, **texts: str | tuple[str, ...]
) -> list[str]:
    return [lit(snippet) for snippet in of(query, limit=limit, context=context, **texts)]


LEAD = "The old bridge opened on Monday. Fog hid the harbour. Ferries crossed all day."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fog", ["body: [Fog] hid the harbour."]),
        ("ferry day", ["body: [Ferries] crossed all [day]."]),
        (
            "bridge ferry",
            ["body: The old [bridge] opened on Monday.", "body: [Ferries] crossed all day."],
        ),
        ('"old bridge"', ["body: The [old bridge] opened on Monday."]),
        ('"monday fog"', ["body: The old bridge opened on [Monday. Fog] hid the harbour."]),
        ("fog -absent", ["body: [Fog] hid the harbour."]),
        ("fog OR absent", ["body: [Fog] hid the harbour."]),
        ("absent", [f"body: {LEAD}"]),
    ],
)
def test_sentences(query: str, expected: list[str]) -> None:
    """A fragment is the sentence that matched, with just what matched lit; a phrase that runs
    over the end of one joins two."""

    assert shown(query, body=LEAD) == expected


def test_phrase_and_its_words() -> None:
    """Where a phrase matched, its words alone stay dark."""

    assert shown(
        '"defense industrial collaboration"',
        title="Defense industrial collaboration grows",
        body="Defense ties are old. They call it defense industrial collaboration.",
    ) == [
        "title: [Defense industrial collaboration] grows",
        "body: They call it [defense industrial collaboration].",
    ]


def test_overlapping_matches_are_one_highlight() -> None:
    """Two phrases that overlap light one stretch; two words side by side stay two."""

    assert shown('"old iron" "iron bridge"', body="The old iron bridge.") == [
        "body: The [old iron bridge]."
    ]
    assert shown("old iron", body="The old iron bridge.") == ["body: The [old] [iron] bridge."]
    assert shown('"a a"', body="A a a b.") == ["body: [A a a] b."]


def test_title_first() -> None:
    """A title that matched is shown whole and first, and does not count against the limit."""

    assert shown(
        "fog", limit=1, title="Fog. And more.", summary=("No match",), body=("Fog one.", "Fog two.")
    ) == ["title: [Fog]. And more.", "body: [Fog] one."]
    assert shown("more", title="Fog. And more.", body="Fog one.") == ["title: Fog. And [more]."]


def test_every_text_part() -> None:
    """Subtitle, summary, body and caption are shown under their names; the source is not."""

    assert shown(
        "fog OR source:fog",
        limit=9,
        subtitle="Fog a.",
        summary="Fog b.",
        body="Fog c.",
        caption="Fog d.",
        source="Fog e.",
    ) == ["subtitle: [Fog] a.", "summary: [Fog] b.", "body: [Fog] c.", "caption: [Fog] d."]


def test_names_beside_the_text() -> None:
    """What matched outside of the text is shown whole under its name, after the text, up to the
    limit for itself."""

    texts = {
        "body": ("Fog at last.", "No name."),
        "by": ("Jane Fog", "Fog Reporter", "Nobody"),
        "url": "https://example.org/fog/1",
    }

    assert shown("fog by:fog", **texts) == [
        "body: [Fog] at last.",
        "by: Jane [Fog]",
        "by: [Fog] Reporter",
    ]
    assert shown("url:fog", **texts) == [
        "body: Fog at last.",
        "url: https://example.org/[fog]/1",
    ]
    assert shown("fog by:fog", limit=1, **texts) == ["body: [Fog] at last.", "by: Jane [Fog]"]


def test_best_cover_first() -> None:
    """The fragment with most of the query is first; the others are in reading order."""

    body = ("Fog alone.", "Fog again.", "Bridge alone.", "Fog on the bridge.", "Ferry at last.")

    assert shown("fog bridge ferry", limit=1, body=body) == ["body: [Fog] on the [bridge]."]
    assert shown("fog bridge ferry", limit=2, body=body) == [
        "body: [Fog] on the [bridge].",
        "body: [Ferry] at last.",
    ]
    assert shown("fog bridge ferry", limit=3, body=body) == [
        "body: [Fog] on the [bridge].",
        "body: [Ferry] at last.",
    ]


def test_the_fragment_that_has_it_all_comes_before_a_summary_that_has_a_part() -> None:
    """A fragment with less of the query than another one adds nothing, and is left out."""
    summary = ("Defense ties are renewed.", "Industrial fairs are planned.")
    body = (
        "They met on Friday.",
        "They agreed on defense industrial collaboration.",
        "A fair of the defense industry is planned.",
        "Collaboration of their defense industries would follow.",
    )

    assert shown("defense industrial collaboration", summary=summary, body=body) == [
        "body: They agreed on [defense] [industrial] [collaboration].",
        "body: [Collaboration] of their [defense] [industries] would follow.",
    ]


def test_fragments_that_show_the_same_are_all_shown() -> None:
    """None of them has more of the query than another."""
    body = ("Fog alone.", "More fog.", "Fog again.")

    assert shown("fog", body=body) == [
        "body: [Fog] alone.",
        "body: More [fog].",
        "body: [Fog] again.",
    ]


def test_a_sentence_that_the_summary_repeats_is_shown_once() -> None:
    """White space and case do not make it another sentence."""
    assert shown("fog", summary="Fog hid the  harbour.", body="FOG hid the harbour. More fog.") == [
        "summary: [Fog] hid the  harbour.",
        "body: More [fog].",
    ]


def test_a_long_sentence_counts_for_what_its_fragment_can_show() -> None:
    """Words that are too far apart for one fragment do not make it the best."""
    far = f"Fog {'came and went and ' * 30}bridge"

    assert shown("fog bridge", limit=1, body=(far, "The fog and the bridge.")) == [
        "body: The [fog] and the [bridge]."
    ]


@pytest.mark.parametrize("query", ["date:..9999", "-absent", "source:example"])
def test_nothing_to_light(query: str) -> None:
    """Where no place in the text matched, the beginning of the body is shown as it is."""

    texts = {
        "title": "Title",
        "summary": "Summary.",
        "body": ("First.", "Second."),
        "source": "Example",
    }

    assert shown(query, **texts) == ["body: First."]
    assert shown("-absent", title="Title", caption="Caption.") == ["caption: Caption."]
    assert shown("-absent", title="Title") == []


def test_long_beginning() -> None:
    """A long beginning is cut after a word, with an ellipsis."""

    (snippet,) = of("-absent", body="word " * 200)

    assert len(snippet.text) <= 281
    assert snippet.text.endswith("word…")
    assert snippet.highlights == ()


@pytest.mark.parametrize(
    ("before", "after"), [(0, 400), (400, 0), (400, 400), (30, 400), (400, 3), (3, 3)]
)
def test_long_sentences(before: int, after: int) -> None:
    """A long sentence is cut between words, marked by … where it is, and lit in the right place."""

    body = "pad " * before + "the harbour bridge" + " end" * after

    (snippet,) = of('"harbour bridge"', body=body)

    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["harbour bridge"]
    assert len(snippet.text) <= 282
    assert snippet.text.startswith("…") == (before > 10)
    assert snippet.text.endswith("…") == (after > 50)
    assert set(snippet.text.strip("…").split()) <= {"pad", "the", "harbour", "bridge", "end"}


def test_long_sentence_shows_most_of_the_query() -> None:
    """Of a long sentence the stretch with most of the query is shown."""

    body = "fog " + "pad " * 100 + "fog bridge " + "pad " * 100 + "bridge"

    (snippet,) = of("fog bridge", body=body)

    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["fog", "bridge"]


def test_long_phrase_is_whole() -> None:
    """A phrase longer than a fragment is shown and lit from end to end."""

    phrase = " ".join(f"word{number}" for number in range(60))

    (snippet,) = of(f'"{phrase}"', body=f"{'pad ' * 99}{phrase}{' pad' * 99}")

    ((start, end),) = snippet.highlights
    assert snippet.text[start:end] == phrase


@pytest.mark.parametrize("pad", ["🌉 ", "𝐀𝐁 ", "e\u0301 ", "中文 "])
@pytest.mark.parametrize("times", [1, 300])
def test_offsets_are_code_points(pad: str, times: int) -> None:
    """Highlights count code points, before and after the text is cut."""

    (snippet,) = of("fog", body=f"{pad * times}fog {pad * times}")

    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["fog"]
    assert snippet.text.startswith("…") == (times > 1)


@pytest.mark.parametrize(
    "body",
    [
        "Dr. Fog came.",
        "Gen. Fog came.",
        "A. B. Fog came.",
        "The U.S. Fog came.",
        "Some 3.5 fog came.",
        "It is e.g. fog that came.",
    ],
)
def test_stops_that_end_no_sentence(body: str) -> None:
    """Titles, initials and numbers do not end a sentence."""

    assert [snippet.text for snippet in of("fog", body=body)] == [body]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It came. Fog is here. It left.", "Fog is here."),
        ("It came! Fog is here?! It left.", "Fog is here?!"),
        ("“It came.” Fog is here… It left.", "Fog is here…"),
        ("Er kam. Ärger mit fog. Übel.", "Ärger mit fog."),
        ("It came.\nFog is here.\tIt left.", "Fog is here."),
        ("来た。fog です。帰った。", "fog です。"),
    ],
)
def test_ends_of_sentences(body: str, expected: str) -> None:
    """A stop, closing marks and a new beginning end a sentence."""

    assert [snippet.text for snippet in of("fog", body=body)] == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "fog and more of it, " * 40_000,
        "Fog over here. " * 50_000,
        "fog and bridge. " * 45_000,
        "fog " + "." * 750_000,
        "fog. " + "Word. " * 125_000,
        "fog." + " " * 750_000,
        "x" * 750_000 + " fog",
        "fog." + '"' * 750_000,
    ],
    ids=["commas", "sentences", "lower case", "stops", "words", "spaces", "letters", "quotes"],
)
def test_huge_block(body: str) -> None:
    """Snippets of a block of 750,000 characters take time in proportion to its length. In
    proportion to its square, this test would not end."""
    document = Document("1", {"body": (body,)}, "")
    matched = Matcher(parse("fog"), Analyzer("en")).matched(document)

    found = snippets(document, matched)

    assert found
    assert all(snippet.highlights for snippet in found)


@pytest.mark.parametrize(
    ("query", "context", "expected"),
    [
        ("fog", 1, [f"body: {LEAD.replace('Fog', '[Fog]')}"]),
        ("monday", 1, ["body: The old bridge opened on [Monday]. Fog hid the harbour."]),
        ("day", 1, ["body: Fog hid the harbour. Ferries crossed all [day]."]),
        (
            "bridge day",
            1,
            [f"body: {LEAD.replace('bridge', '[bridge]').replace('day.', '[day].')}"],
        ),
        ('"monday fog"', 1, [f"body: {LEAD.replace('Monday. Fog', '[Monday. Fog]')}"]),
        ("fog", 9, [f"body: {LEAD.replace('Fog', '[Fog]')}"]),
    ],
)
def test_context(query: str, context: int, expected: list[str]) -> None:
    """With context a fragment has so many sentences on each side, those that meet are one, and
    what matched in any of them is lit."""

    expected = [text.replace("Mon[day]", "Monday") for text in expected]

    assert shown(query, context=context, body=LEAD) == expected


def test_context_keeps_to_the_paragraph() -> None:
    """No sentence of another paragraph is context, and a far part stays a fragment of its own."""

    body = ("One. Two fog. Three. Four. Five. Six fog.", "Seven.")

    assert shown("fog", context=1, body=body) == [
        "body: One. Two [fog]. Three.",
        "body: Five. Six [fog].",
    ]
    assert shown("seven", context=3, body=body) == ["body: [Seven]."]


def test_context_lights_all_that_it_shows() -> None:
    """A phrase that runs over the edge of the context is shown whole, and lit."""

    (snippet,) = of(
        'here OR "now fog"', limit=1, context=2, body="Fog here. Old bridge. Iron now. Fog end."
    )

    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["here", "now. Fog"]


def work_of(body: str, context: int) -> int:
    document = Document("1", {"body": (body,)}, "")
    matched = Matcher(parse("fog"), Analyzer("en")).matched(document)
    return lines_run(lambda: snippets(document, matched, limit=100_000, context=context))


@pytest.mark.parametrize("context", [0, 1, 1000])
@pytest.mark.parametrize("between", ["", "It left. " * 12], ids=["near", "far"])
def test_thousands_of_fragments(context: int, between: str) -> None:
    """However many fragments one paragraph has, and however many are asked for, each takes the
    same: twice as many take twice the work."""

    few, many = (work_of(f"Fog came. {between}" * times, context) for times in (200, 400))

    assert many < 2.5 * few


def test_thousands_of_places_in_one_fragment() -> None:
    """To choose what is shown of a long sentence takes as much for each place that matched,
    however many of them there is room for."""

    few, many = (work_of("fog " * 560 * context, context) for context in (2, 4))

    assert many < 2.5 * few


def test_sentences_of_what_is_not_shown_are_not_looked_for() -> None:
    """A list shows two fragments of an article: ten times as many paragraphs that matched take
    about the same."""

    def work(paragraphs: int) -> int:
        texts = {"body": tuple(f"{'It left. ' * 30}Fog {i} came." for i in range(paragraphs))}
        document = Document("1", texts, "")
        matched = Matcher(parse("fog"), Analyzer("en")).matched(document)
        return lines_run(lambda: snippets(document, matched, limit=2))

    assert work(200) < 2 * work(20)
