"""Addresses: the article's own, and the canonical one that represents all of its variants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

from dateline.normalize.clean import clean_address
from dateline.normalize.evidence import FieldValue, claims_for, stated
from dateline.values.article import Evidence
from dateline.values.draft import Claim

_TRACKING = frozenset(
    (
        "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "cmpid",
        "ocid", "icid", "ref_src", "ref_url", "smid", "srnd", "spm", "_ga", "__twitter_impression",
        "gclsrc", "wbraid", "gbraid", "xtor", "ito", "at_medium", "at_campaign", "ns_mchannel",
        "ns_source", "ns_campaign", "ns_linkname", "taid", "mod", "partner", "via",
    )
)  # fmt: skip
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "wt_")
_PORTS = {"http": 80, "https": 443}

# Accelerated Mobile Pages (https://amp.dev/documentation/guides-and-tutorials/learn/amp-caches-and-cors/amp-cache-urls)
# and the hosts that sites use for mobile devices.
_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/(?:[a-z]/)*(?:s/)?|www\.google\.[a-z.]+/amp/(?:s/)?)"
    r"(?=[\w-]+\.)",
    re.I,
)
_MOBILE_HOST = re.compile(r"(?:m|mobile|amp|touch|mobil)\.(?=[\w-]+\.)", re.I)
_AMP_PATH = re.compile(r"(?<=[^/])(?:/amp/?|\.amp)(?=(?:\.html)?$)|^/amp(?=/.)", re.I)
_AMP_QUERY = frozenset((("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")))

_DIGIT = re.compile(r"\d")
_PROGRAM = re.compile(r"\.(?:php\d?|aspx?|jsp|cfm|cgi|do|pl)$", re.I)
_OF_ARTICLE = re.compile(r"[^\d]\d|\d[^\d]|\d{5}|[-_][^-_]+[-_]")


def url_of(claims: Sequence[Claim], given: str | None) -> FieldValue[str] | None:
    """The address that was given, else the first that the file claims."""
    if given is not None and _parts(given) is not None:
        return FieldValue(given.strip(), Evidence(method="given", text=given, where="url"))
    for claim in claims_for(claims, "url"):
        value = clean_address(claim.value)
        parts = _parts(value)
        if parts is not None and not _is_home(parts):
            return FieldValue(value, stated(claim))
    return None


def canonical_url_of(claims: Sequence[Claim], url: str | None) -> FieldValue[str] | None:
    """The first canonical address that the file claims, else `url`; cleaned either way.

    A claim is ignored if it is a site's home page or the section of `url` while `url` is not, or if
    it belongs to a different site than `url`.
    """
    for claim in claims_for(claims, "canonical_url"):
        value = clean_address(claim.value)
        value = urljoin(url, value) if url and "//" not in value else value
        parts = _parts(value)
        if parts is None or _is_home(parts) or _is_section(parts, url):
            continue
        if _same_site(parts, url):
            return FieldValue(clean_url(value), stated(claim))
    if url is None:
        return None
    cleaned = clean_url(url)
    return FieldValue(cleaned, Evidence(method="cleaned", text=url, where="url"))


def clean_url(url: str) -> str:
    """The address with scheme and host in lower case, without a fragment, a standard port, and
    parameters that only track where a reader came from. The address of an AMP or mobile variant
    becomes the article's."""
    parts = _parts(_CACHE.sub("https://", url.strip()))
    if parts is None:
        return url
    host = _MOBILE_HOST.sub("", parts.hostname or "", count=1)
    port = _port(parts)
    if port is not None and port != _PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [pair for pair in pairs if not _tracks(*pair)]
        query = query if len(kept) == len(pairs) else urlencode(kept)
    path = _AMP_PATH.sub("", parts.path) or "/"
    return SplitResult(parts.scheme, host, path, query, "").geturl()


def domain_of(url: str) -> str | None:
    """The host of an address, without "www."."""
    parts = _parts(url)
    return parts.hostname.removeprefix("www.") if parts is not None and parts.hostname else None


def _tracks(name: str, value: str) -> bool:
    name = name.lower()
    tracks = name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
    return tracks or (name, value.lower()) in _AMP_QUERY


@lru_cache(maxsize=128)  # an article's address is asked for several times
def _parts(url: str) -> SplitResult | None:
    """The parts of a web address; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or "." not in host or " " in host:
        return None
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


def _is_home(parts: SplitResult) -> bool:
    return parts.path in ("", "/") and not parts.query


def _is_section(parts: SplitResult, url: str | None) -> bool:
    """Whether a page of `url` that names this as its canonical address names its section, or the
    program that shows every article by its number. A section lies above its pages, and its own last
    part does not look like the name of an article."""
    page = _parts(clean_url(url)) if url else None
    if page is None:
        return False
    path = parts.path.rstrip("/")
    if page.path == parts.path:
        shows_all = not parts.query and _PROGRAM.search(path) is not None
        return shows_all and _DIGIT.search(page.query) is not None
    return page.path.startswith(f"{path}/") and not _OF_ARTICLE.search(path.rpartition("/")[2])


def _same_site(parts: SplitResult, url: str | None) -> bool:
    """Whether two hosts belong to one registered domain, as www.example.org and m.example.org
    do. The Public Suffix List is loaded only if nothing simpler decides: it takes 0.1 s."""
    other = _parts(url) if url else None
    if other is None or other.hostname is None or parts.hostname is None:
        return True
    host, other_host = _bare_host(parts.hostname), _bare_host(other.hostname)
    if host == other_host or host.split(".")[-2:] != other_host.split(".")[-2:]:
        return host == other_host
    from dateline.normalize.registered_domain import registered_domain

    return registered_domain(host) == registered_domain(other_host)


def _bare_host(host: str) -> str:
    """The host without "www." or the label of a mobile variant."""
    return _MOBILE_HOST.sub("", host.removeprefix("www."), count=1)
