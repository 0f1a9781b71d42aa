"""Dates of other calendars, eras, weeks and spreadsheets, wherever they are printed."""

from __future__ import annotations

import json

import pytest

from dateline.reading import read
from dateline.values.article import Article

TEXTS = {
    "en": "The county council voted late on Tuesday to close the old swing bridge for eighteen "
    "months while engineers replace its bearings, a decision that shopkeepers argued against.",
    "he": "מועצת המחוז הצביעה ביום שלישי בשעה מאוחרת לסגור את הגשר הישן למשך שמונה עשר חודשים "
    "בזמן שהמהנדסים מחליפים את המסבים שלו, החלטה שבעלי החנויות התנגדו לה מאז האביב האחרון.",
    "th": "สภาเทศมณฑลลงมติเมื่อคืนวันอังคารให้ปิดสะพานเก่าเป็นเวลาสิบแปดเดือน"
    "ระหว่างที่วิศวกรเปลี่ยนตลับลูกปืน ซึ่งเป็นการตัดสินใจที่เจ้าของร้านค้าคัดค้านมาตั้งแต่ฤดูใบไม้ผลิ "
    "และจะมีเรือข้ามฟากให้บริการทุกสิบห้านาที",
    "fa": "شورای شهر اواخر سه‌شنبه رأی داد که پل قدیمی برای هجده ماه بسته شود تا مهندسان "
    "یاتاقان‌های آن را عوض کنند، تصمیمی که مغازه‌داران از بهار با آن مخالفت کرده بودند.",
    "ja": "郡議会は火曜日の深夜、技術者が軸受を交換する間、古い旋回橋を十八か月間閉鎖することを"
    "決議した。商店主らは春からこの決定に反対しており、補償金は少なすぎると述べている。",
    "zh": "县议会周二晚间投票决定将旧旋转桥关闭十八个月，工程师将更换轴承，这一决定遭到"
    "河两岸店主的反对，他们自春季以来一直反对该计划，并表示补偿金太少。",
    "vi": "Hội đồng quận đã bỏ phiếu vào tối muộn thứ Ba để đóng cây cầu cũ trong mười tám "
    "tháng trong khi các kỹ sư thay thế vòng bi của nó, một quyết định bị phản đối.",
    "ar": "صوت مجلس المقاطعة مساء الثلاثاء على إغلاق الجسر القديم لمدة ثمانية عشر شهرا بينما "
    "يستبدل المهندسون محامله وهو قرار عارضه أصحاب المتاجر على ضفتي النهر منذ فصل الربيع.",
    "lt": "Rajono taryba antradienio vakarą nusprendė uždaryti senąjį tiltą aštuoniolikai mėnesių, "
    "kol inžinieriai pakeis jo guolius, ir šiam sprendimui nuo pavasario priešinosi pirkliai.",
    "lv": "Novada dome otrdienas vakarā nolēma uz astoņpadsmit mēnešiem slēgt veco tiltu, kamēr "
    "inženieri nomaina tā gultņus, un pret šo lēmumu kopš pavasara iebilda abu krastu tirgotāji.",
}
DATES = {
    "lt": ["2025 m. liepos 18 d.", "2025-ųjų liepos 18 d."],
    "lv": ["2025. gada 18. jūlijs", "18. jūlijs, 2025"],
    "he": ["18 ביולי 2025", "יום שישי, 18 ביולי 2025", "כ״ב בתמוז תשפ״ה", 'כ"ב תמוז ה\'תשפ"ה'],
    "th": [
        *("18 กรกฎาคม 2568", "วันที่ 18 กรกฎาคม พ.ศ. 2568", "18 ก.ค. 68", "๑๘ กรกฎาคม ๒๕๖๘"),
        "18/07/2568",
    ],
    "fa": [
        *("۲۷ تیر ۱۴۰۴", "جمعه ۲۷ تیرماه ۱۴۰۴", "۱۴۰۴/۰۴/۲۷", "1404-04-27"),
        "تاریخ انتشار: ۲۷ تیر ۱۴۰۴",
    ],
    "ja": [
        *("令和7年7月18日", "令和７年７月１８日", "令和七年七月十八日"),
        *("2025年（令和7年）7月18日", "2025年7月18日(金)"),
    ],
    "zh": ["民國114年7月18日", "二〇二五年七月十八日", "2025年7月18日 星期五"],
    "vi": ["ngày 18 tháng 7 năm 2025"],
    "ar": ["الجمعة، 23 محرم 1447هـ الموافق 18 يوليو 2025م", "18 يوليو 2025 م"],
    "en": ["Jul 18 '25", "July 18, ’25", "18 Jul ’25", "2025-W29-5", "Published Jul 18 '25"],
}
CASES = [(language, text) for language, texts in DATES.items() for text in texts]


def of_json(date: object, language: str = "en") -> Article:
    """The article of a JSON record with this date."""
    record = {"title": "Bridge to close", "text": TEXTS[language], "language": language}
    (article,) = read(json.dumps({**record, "date": date}).encode())
    return article


def value(article: Article) -> str | None:
    return article.published and article.published.value


@pytest.mark.parametrize(("language", "date"), CASES)
def test_a_date_in_copied_text_a_page_and_json(language: str, date: str) -> None:
    """It is read in each, and says what was converted."""
    text = TEXTS[language]
    copied = f"Bridge 1 to close\n\n{date}\n\n{text}\n\n{text}"
    page = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>Bridge 1 to '
        f"close</title></head><body><article><h1>Bridge 1 to close</h1><p class='date'>{date}</p>"
        + f"<p>{text}</p>" * 4
        + "</article></body></html>"
    )
    articles = [*read(copied.encode()), *read(page.encode()), of_json(date, language)]

    assert [value(article) for article in articles] == ["2025-07-18"] * 3
    assert all(article.paragraphs[0] == text for article in articles)
    converted = any(word in date for word in ("2568", "๒๕", "1404", "۱۴", "תשפ", "令和7", "民國"))
    if converted and "（" not in date:
        basis = articles[2].published and articles[2].published.basis
        assert "is a year of" in str(basis)


@pytest.mark.parametrize(
    ("date", "language", "expected"),
    [
        ("令和元年5月1日", "ja", "2019-05-01"),
        ("平成31年4月30日", "ja", "2019-04-30"),
        ("昭和64年1月7日", "ja", "1989-01-07"),
        ("R6.3.5", "ja", "2024-03-05"),
        ("1403/12/30", "fa", "2025-03-20"),
        ("1402/12/30", "fa", None),
        ("22 بهمن 1357", "fa", "1979-02-11"),
        ("י״ד באדר ב׳ תשפ״ד", "he", "2024-03-24"),
        ("ה׳ באייר תש״ח", "he", "1948-05-14"),
        ("18 กรกฎาคม 2025", "th", "2025-07-18"),
        ("2025-W01-1", "en", "2024-12-30"),
        ("2025-W54-1", "en", None),
        ("2025-W29", "en", None),
        ("2025-199", "en", "2025-07-18"),
        ("2024-366", "en", "2024-12-31"),
        ("2025-366", "en", None),
        ("2025-199T08:30:00Z", "en", "2025-07-18T08:30:00"),
    ],
)
def test_days_of_other_calendars(date: str, language: str, expected: str | None) -> None:
    """Known pairs; a day that the calendar does not have is none."""

    assert value(of_json(date, language)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (45856, "2025-07-18"),
        ("45856", "2025-07-18"),
        (45856.333333333336, "2025-07-18T08:00:00"),
        (12345, None),
        (99999, None),
        ("45856 words", None),
    ],
)
def test_numbers_of_spreadsheets(cell: object, expected: str | None) -> None:
    """A number in a field of dates is days since 1900, if that is plausible."""
    table = f'title,text,date\nBridge to close,"{TEXTS["en"]}",{cell}\n'
    articles = [of_json(cell), *read(table.encode(), name="a.csv")]

    assert [value(article) for article in articles] == [expected] * 2
    if expected:
        assert "as spreadsheets count" in (articles[0].evidence["published"].note or "")


def test_a_number_elsewhere_is_no_day() -> None:
    """A line of copied text that is a number is text."""
    (article,) = read(f"Bridge to close\n\n45856\n\n{TEXTS['en']}\n\n{TEXTS['en']}".encode())

    assert article.published is None


@pytest.mark.parametrize("week", ["2025-W29", "2025W29"])
def test_a_week_on_a_page_is_no_day(week: str) -> None:
    page = f"""<html><head><title>Bridge 1 to close</title></head><body><article><h1>Bridge 1 to
        close</h1><p class="date">{week}</p>{f"<p>{TEXTS['en']}</p>" * 4}</article></body></html>"""

    assert [value(article) for article in read(page.encode())] == [None]
