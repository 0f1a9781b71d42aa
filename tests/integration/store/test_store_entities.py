"""People and organizations of all articles: which names are joined, and what people decide."""

from __future__ import annotations

import pytest
from annotation_builders import add_annotated, mention, quote, reannotate, search_keys

from dateline.errors import UsageError
from dateline.values.annotations import Annotations, MentionKind
from dateline.values.events import Change, EntityDecision

PERSON, ORGANIZATION = MentionKind.PERSON, MentionKind.ORGANIZATION


def named(store, *names: str, kind: MentionKind = PERSON, code: str | None = None, **fields) -> str:
    """Store an article that names these entities; return its id."""
    number = store.counts().articles
    body = f"{'. '.join(names)}. Text {number}."
    found = tuple(mention(body, name, kind=kind, code=code) for name in names)
    return add_annotated(store, f"r{number}", body, Annotations(mentions=found), **fields)


def introduced(store, name: str, acronym: str) -> str:
    """Store an article that introduces an organization with its acronym; return its id."""
    number = store.counts().articles
    body = f"{name} ({acronym}). {number}"
    found = (
        mention(body, name, kind=ORGANIZATION),
        mention(body, acronym, name, kind=ORGANIZATION),
    )
    return add_annotated(store, f"r{number}", body, Annotations(mentions=found))


def listed(store, **options):
    return [(entity.name, entity.articles) for entity in store.annotations.entities(**options)]


def decide(store, change: Change, name: str, other: str | None = None, kind: MentionKind = PERSON):
    store.annotations.decide(EntityDecision(change=change, kind=kind, name=name, other=other))


def test_a_name_in_other_case_or_accents_is_the_same_entity(store):
    """Case, accents, dots and hyphens do not matter; the kind does."""
    named(store, "Lína Tide-Ford")
    named(store, "LINA TIDE FORD")
    named(store, "Lína Tide-Ford")
    named(store, "Lina Tide Ford", kind=ORGANIZATION)

    people = list(store.annotations.entities(PERSON))
    assert [(entity.name, entity.aliases, entity.articles) for entity in people] == [
        ("Lína Tide-Ford", ("LINA TIDE FORD",), 3)
    ]
    assert listed(store, kind=ORGANIZATION) == [("Lina Tide Ford", 1)]
    assert len({entity.id for entity in store.annotations.entities()}) == 2


def test_a_first_and_last_name_join_the_longer_name(store):
    """If there is only one such longer name, with a matching country code."""
    named(store, "Omar Harbor", code="LBY")
    named(store, "Omar Khalid Harbor", code="LBY")
    named(store, "Omar Khalid Harbor", code="LBY")
    named(store, "Lina Tide", code="PAK")
    named(store, "Lina May Tide", code="LBY")
    named(store, "Ann Pier")
    named(store, "Ann B. Pier")
    named(store, "Ann C. Pier")

    assert listed(store) == [
        ("Omar Khalid Harbor", 3),
        ("Ann B. Pier", 1),
        ("Ann C. Pier", 1),
        ("Ann Pier", 1),
        ("Lina May Tide", 1),
        ("Lina Tide", 1),
    ]
    (harbor,) = store.annotations.entities(name="omar harbor")
    assert (harbor.aliases, harbor.codes) == (("Omar Harbor",), ("LBY",))


def test_an_acronym_joins_the_name_it_was_introduced_for(store):
    """In any article, if it was introduced for a single organization."""
    introduced(store, "Harbor Port Authority", "HPA")
    named(store, "HPA", kind=ORGANIZATION)
    introduced(store, "Tide Table Office", "TTO")
    introduced(store, "Town Treasury Office", "TTO")
    named(store, "TTO", kind=ORGANIZATION)

    assert listed(store) == [
        ("Harbor Port Authority", 2),
        ("Tide Table Office", 1),
        ("Town Treasury Office", 1),
        ("TTO", 1),
    ]
    assert listed(store, name="hpa") == [("Harbor Port Authority", 2)]


def test_articles_that_use_another_name_only_name_the_entity(store):
    """It is listed for them under its own name, which none of them has."""
    introduced(store, "Harbor Port Authority", "HPA")
    short = named(store, "HPA", kind=ORGANIZATION)

    assert listed(store, ids=[short]) == [("Harbor Port Authority", 1)]


def test_an_entity_has_aliases_roles_and_codes_of_its_articles(store):
    """Short forms, roles, codes, mentions, the first and the last day."""
    body = "General Omar Harbor. Harbor spoke."
    fields = {"name": "Omar Harbor", "role": "General", "code": "LBY", "sector": "MIL"}
    mentions = (mention(body, "Omar Harbor", **fields), mention(body, "Harbor spoke", **fields))
    add_annotated(store, "a", body, Annotations(mentions=mentions), published="2025-07-18")
    add_annotated(store, "b", body + "!", Annotations(mentions=mentions[:1]), published="2025-07")
    named(store, "Omar Harbor")

    (entity,) = store.annotations.entities()
    assert (entity.kind, entity.name, entity.aliases) == (PERSON, "Omar Harbor", ("Harbor spoke",))
    assert (entity.roles, entity.codes) == (("General",), ("LBY MIL",))
    assert (entity.articles, entity.mentions) == (3, 4)
    assert (entity.first and entity.first.value, entity.last and entity.last.value) == (
        "2025-07",
        "2025-07-18",
    )
    assert not entity.hidden


def test_entities_are_selected_by_kind_article_and_name(store):
    """By articles, by kind, by words of a name, and by number."""
    first = named(store, "Omar Harbor", "Lina Tide")
    named(store, "Omar Harbor")

    assert listed(store, ids=[first]) == [("Lina Tide", 1), ("Omar Harbor", 1)]
    assert listed(store, limit=1) == [("Omar Harbor", 2)]
    assert listed(store, name="TIDE") == [("Lina Tide", 1)]
    assert listed(store, name="ide") == []
    assert listed(store, kind=ORGANIZATION) == []


def test_merged_entities_are_one_everywhere(store):
    """In lists, in quotes, and in the search keys of each article, which is pending."""
    old = named(store, "Omar Harbor")
    new = named(store, "The Pilot")
    body = "“Yes,” he said."
    quoting = add_annotated(
        store, "q", body, Annotations(quotes=(quote(body, "“Yes,”", "The Pilot"),))
    )
    decide(store, Change.MERGE, "the pilot", "Omar Harbor")

    assert listed(store) == [("Omar Harbor", 2)]
    assert store.pending.ids() == {old, new, quoting}
    for article in (old, new):
        assert set(search_keys(store, article).people) >= {"Omar Harbor", "the pilot"}
    assert search_keys(store, quoting).quotes[0].speakers[0] == "Omar Harbor"
    assert len(list(store.annotations.quotes(speaker="Omar Harbor"))) == 1
    reannotate(store, quoting, store.annotations.of(quoting))
    assert search_keys(store, quoting).quotes[0].speakers[0] == "Omar Harbor"


def test_split_undoes_a_merge_and_separates_joined_names(store):
    """A split by a person overrides both."""
    named(store, "Omar Harbor")
    named(store, "Omar Khalid Harbor")
    article = named(store, "The Pilot")
    decide(store, Change.MERGE, "The Pilot", "Omar Harbor")
    assert listed(store) == [("Omar Khalid Harbor", 3)]

    decide(store, Change.SPLIT, "Omar Harbor", "The Pilot")
    assert listed(store) == [("Omar Khalid Harbor", 2), ("The Pilot", 1)]
    assert search_keys(store, article).people == ("The Pilot",)
    decide(store, Change.SPLIT, "Omar Khalid Harbor", "Omar Harbor")
    assert [count for _, count in listed(store)] == [1, 1, 1]
    decide(store, Change.MERGE, "Omar Harbor", "Omar Khalid Harbor")
    assert listed(store)[0] == ("Omar Khalid Harbor", 2)


def test_a_hidden_entity_is_in_no_list_and_no_search(store):
    """Lists have it only with `hidden`."""
    article = named(store, "Grand Slam", "Omar Harbor")
    decide(store, Change.HIDE, "Grand Slam")

    assert listed(store) == [("Omar Harbor", 1)]
    assert search_keys(store, article).people == ("Omar Harbor",)
    assert store.pending.ids() == {article}
    shown = {entity.name: entity.hidden for entity in store.annotations.entities(hidden=True)}
    assert shown == {"Grand Slam": True, "Omar Harbor": False}


def test_an_alias_is_known_before_any_article_has_it(store):
    """Articles with the name have it in their search keys; later articles with it are joined."""
    article = named(store, "Omar Harbor")
    decide(store, Change.ALIAS, "Omar Harbor", "The Pilot")

    assert search_keys(store, article).people == ("Omar Harbor", "The Pilot")
    (entity,) = store.annotations.entities()
    assert entity.aliases == ("The Pilot",)
    later = named(store, "The Pilot")
    assert listed(store) == [("Omar Harbor", 2)]
    assert search_keys(store, later).people == ("Omar Harbor", "The Pilot")


def test_decisions_are_kept_in_their_order_with_their_time(store):
    """And kept when the articles are annotated again."""
    article = named(store, "Grand Slam", "Omar Harbor")
    decide(store, Change.HIDE, "Grand Slam")
    decide(store, Change.ALIAS, "Omar Harbor", "The Pilot")
    reannotate(store, article, Annotations())

    first, second = "2025-07-18T12:00:00.000000Z", "2025-07-18T12:00:00.000001Z"
    assert store.annotations.decisions() == (
        EntityDecision(change=Change.HIDE, kind=PERSON, name="Grand Slam", at=first),
        EntityDecision(
            change=Change.ALIAS, kind=PERSON, name="Omar Harbor", other="The Pilot", at=second
        ),
    )


@pytest.mark.parametrize(
    ("change", "name", "other"),
    [
        (Change.MERGE, "Omar Harbor", None),
        (Change.HIDE, "Omar Harbor", "Lina Tide"),
        (Change.ALIAS, "Omar Harbor", "omar harbor"),
        (Change.HIDE, "Nobody There", None),
        (Change.ALIAS, "Omar Harbor", " "),
    ],
)
def test_a_decision_that_says_nothing_is_refused(store, change, name, other):
    """A missing name, a needless one, the same name twice, an unknown or an empty name."""
    named(store, "Omar Harbor")

    with pytest.raises(UsageError):
        decide(store, change, name, other)
    assert store.annotations.decisions() == ()


def test_entities_that_the_same_articles_name_are_tied(store):
    """By any of their names, each article once; only in the articles that are asked for."""
    named(store, "Omar Khalid Harbor", "Lina Tide")
    second = named(store, "Omar Harbor", "Lina Tide", "Ann Pier")
    decide(store, Change.ALIAS, "Omar Khalid Harbor", "The Pilot")
    named(store, "The Pilot", "Omar Harbor", "Lina Tide")
    named(store, "Omar Khalid Harbor")

    of = tuple(store.annotations.entities())
    names = {entity.id: entity.name for entity in of}

    def tied(ids=None):
        found = store.annotations.ties(of, ids)
        return {frozenset((names[tie.one], names[tie.other])): tie.articles for tie in found}

    omar, lina, ann = "Omar Khalid Harbor", "Lina Tide", "Ann Pier"
    assert tied() == {
        frozenset((omar, lina)): 3,
        frozenset((omar, ann)): 1,
        frozenset((lina, ann)): 1,
    }
    assert set(tied([second]).values()) == {1}
    assert store.annotations.ties(of[:1]) == store.annotations.ties(()) == ()
