"""Reports of the same event are in one cluster, and those of different events are not."""

from __future__ import annotations

import random

from dateline.events.clusters import clusters
from dateline.values.annotations import ARTICLE_DAY
from dateline.values.events import CodedEvent
from tests.conftest import lines_run
from tests.unit.events.builders import LAHORE, RAWALPINDI, event

PAKISTAN = ("Pakistan", "PAK", 30.0, 70.0)


def sizes(*events: CodedEvent) -> list[int]:
    return sorted(len(cluster.events) for cluster in clusters(events))


def test_who_is_named_first_does_not_matter() -> None:
    """X and Y met, Y and X met, and X met Y report one meeting."""
    (cluster,) = clusters(
        [
            event(actors="PAK LBY", article="a"),
            event(actors="LBY PAK", article="b"),
            event(actors="LBY-MIL", recipients="PAK-MIL", article="c"),
        ]
    )

    assert (cluster.type, cluster.actors, cluster.recipients) == ("CONSULT", ("LBY", "PAK"), ())
    assert (cluster.articles, cluster.texts) == (3, 3)


def test_who_acts_on_whom_matters_for_other_types() -> None:
    """An accusation and its reply are two clusters."""
    assert sizes(event("ACCUSE", "PAK", "LBY"), event("ACCUSE", "LBY", "PAK", article="b")) == [
        1,
        1,
    ]


def test_copies_of_a_wire_text_are_one_text() -> None:
    """Five articles of which four are copies are two independent texts."""
    wire = [event(article=name, story="a") for name in "abcd"]
    (cluster,) = clusters([*wire, event(article="e")])

    assert (cluster.articles, cluster.texts) == (5, 2)


def test_the_past_is_apart_from_the_news() -> None:
    """Background that names no day is not a report of the day's event; background with a day is."""
    past = event(article="b", day="2025-07-18", basis=ARTICLE_DAY, background=True)

    assert sizes(event(), past) == [1, 1]
    assert sizes(event(), event(article="b", background=True)) == [2]
    assert sizes(*(event(article=name, day="1974", background=True) for name in "ab")) == [2]


def test_within_a_country_sectors_distinguish_parties() -> None:
    """Police and students of one country are two parties; its army abroad is the country."""
    arrest = event("COERCE", "PAK-COP", "PAK-EDU")

    assert sizes(arrest, event("COERCE", "PAK-MIL", "PAK-EDU", article="b")) == [1, 1]
    assert sizes(event("ACCUSE", "PAK-MIL", "LBY"), event("ACCUSE", "PAK", "LBY", article="b")) == [
        2
    ]


def test_a_report_without_a_day_takes_that_of_its_article() -> None:
    """It joins the event of that day or of the day before, and never that of another year."""
    friday = event(day="2025-07-18")
    undated = [
        event(article=f"b{day}", published=day, day=day, basis=ARTICLE_DAY)
        for day in ("2025-07-18", "2025-07-19", "2025-07-20")
    ]

    assert sizes(friday, *undated) == [1, 3]
    assert sizes(event(day=None), event(day=None, article="b")) == [2]
    assert sizes(*(event(day=None, published=None, article=name) for name in "ab")) == [1, 1]


def test_a_copy_that_is_printed_later_is_of_the_same_day() -> None:
    """The article's day is that of the first copy."""
    copies = [
        event(article=name, story="a", published=day, day=day, basis=ARTICLE_DAY)
        for name, day in (("a", "2025-07-18"), ("b", "2025-07-25"))
    ]

    assert sizes(*copies) == [2]
    assert sizes(copies[0], event(article="b", published="2025-07-25", day=None)) == [1, 1]


def test_a_month_joins_the_only_day_in_it() -> None:
    """ "In July" joins the only meeting of that month, and none if there are two."""
    july = event(day="2025-07", article="m")

    assert sizes(july, event(day="2025-07-02", article="a")) == [2]
    assert sizes(july, event(day="2025-07-02"), event(day="2025-07-22", article="b")) == [1, 1, 1]


def test_acts_in_two_places_are_two_events() -> None:
    """An attack in one town is not one in another; "in Pakistan" joins the only one there."""
    here, there = (
        event("ASSAULT", "LBY", "PAK", where=where, article=where[0])
        for where in (RAWALPINDI, LAHORE)
    )
    wide = event("ASSAULT", "LBY", "PAK", where=PAKISTAN, article="w")
    nowhere = event("ASSAULT", "LBY", "PAK", article="n")

    assert sizes(here, there) == [1, 1]
    assert sizes(here, wide, nowhere) == [3]
    assert sizes(here, there, nowhere) == [1, 1, 1]


def test_a_recipient_may_be_left_out() -> None:
    """ "Libya attacked" joins the only attack by Libya of that day."""
    full = event("ASSAULT", "LBY", "PAK")
    partial = event("ASSAULT", "LBY", article="b")

    assert sizes(full, partial) == [2]
    assert clusters([partial, full])[0].recipients == ("PAK",)
    assert sizes(full, partial, event("ASSAULT", "LBY", "TUN", article="c")) == [1, 1, 1]


def test_texts_that_differ_in_numbers_are_listed() -> None:
    """Each number is listed with the articles that report it, for independent texts only."""
    reports = [("a", "a", "12"), ("b", "a", "13"), ("c", "c", "at least twenty")]
    (cluster,) = clusters(
        event("ASSAULT", "LBY", "PAK", article=a, story=s, sentence=f"A raid killed {n} people.")
        for a, s, n in reports
    )

    (point,) = cluster.disagreements
    assert point.point == "killed"
    assert point.claims == (("12", ("a",)), ("13", ("b",)), ("20", ("c",)))


def test_what_one_text_says_twice_is_no_disagreement() -> None:
    """Texts that share a number agree; copies of one text do not disagree with one another."""
    first = [
        event("ASSAULT", "LBY", "PAK", start=at, sentence=f"The raid killed {n} people.")
        for at, n in ((0, 12), (90, 20))
    ]
    same = event("ASSAULT", "LBY", "PAK", article="b", sentence="It killed 12.")

    assert clusters([*first, same])[0].disagreements == ()
    copy = event("ASSAULT", "LBY", "PAK", article="b", story="a", sentence="It killed 30.")
    assert clusters([first[0], copy])[0].disagreements == ()


def test_texts_that_differ_in_the_place_of_a_meeting_are_listed() -> None:
    """A meeting is one event wherever a text places it; its place is the one that most report."""
    (cluster,) = clusters(
        event(article=name, where=where)
        for name, where in (("a", LAHORE), ("b", RAWALPINDI), ("c", RAWALPINDI))
    )

    assert cluster.place is not None
    assert cluster.place.name == "Rawalpindi"
    assert [(d.point, d.claims) for d in cluster.disagreements] == [
        ("place", (("Rawalpindi", ("b", "c")), ("Lahore", ("a",))))
    ]


def test_texts_that_differ_by_a_day_are_listed() -> None:
    """One meeting in one town, a day apart in two texts, is one; a row of days is not."""
    days = [event(article=f"{day}", day=f"2025-07-{day}", where=RAWALPINDI) for day in (17, 18, 19)]
    (cluster,) = clusters(days[:2])

    assert [d.point for d in cluster.disagreements] == ["day"]
    assert sizes(*days) == [1, 1, 1]
    twice = event(article="17", day="2025-07-18", where=RAWALPINDI, start=50)
    assert sizes(days[0], twice) == [1, 1]


def test_the_last_and_the_first_day_of_all_are_days() -> None:
    """There is no day after 9999-12-31 nor before 0001-01-01, and no error for that."""
    ends = [
        event(day=day, where=RAWALPINDI, article=day)
        for day in ("9999-12-31", "9999-12-30", "0001-01-01", "0001-01-02")
    ]

    assert sizes(*ends) == [2, 2]


def test_the_order_of_events_does_not_matter() -> None:
    """Shuffled events give the same clusters in the same order."""
    events = _many(300)
    shuffled = random.Random(7).sample(events, len(events))

    assert clusters(shuffled) == clusters(events)
    assert sum(len(cluster.events) for cluster in clusters(events)) == len(events)


def _many(number: int) -> list[CodedEvent]:
    draw = random.Random(5)
    return [
        event(
            draw.choice(("ASSAULT", "CONSULT", "ACCUSE")),
            draw.choice(("PAK", "LBY", "LBY-MIL")),
            draw.choice(("", "TUN", "PAK")),
            day=f"2025-07-{draw.randrange(1, 29):02}" if draw.random() < 0.8 else "2025-07",
            basis=draw.choice((ARTICLE_DAY, "'Friday' in the sentence")),
            where=draw.choice((None, LAHORE, RAWALPINDI, PAKISTAN)),
            article=f"{at}",
        )
        for at in range(number)
    ]


def test_time_grows_with_the_number_of_events() -> None:
    """Eight times the events, all of one kind and day, take some eight times the work."""

    def work(number: int) -> int:
        events = [
            event("ASSAULT", "LBY", "PAK", where=(f"Town {at}", "PAK", 1.0, 1.0), article=f"{at}")
            for at in range(number)
        ]
        return lines_run(lambda: clusters(events))

    assert work(1600) < 16 * work(200)
