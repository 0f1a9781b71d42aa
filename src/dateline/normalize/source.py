"""Who published an article: a name, and the domain of the canonical address.

The name is what the user gave for the file or its folder, else what the file claims. Nothing is
derived from anything else; unknown stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatch

from dateline.normalize.clean import clean
from dateline.normalize.evidence import FieldValue, by_method, claims_for, stated
from dateline.normalize.url import domain_of
from dateline.values.article import Evidence, Source
from dateline.values.context import Context
from dateline.values.draft import Claim

METHODS = ("json-ld", "json key", "meta")

_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}", re.I)
_UNKNOWN = "no --source was given and the file names none"


def source_of(claims: Sequence[Claim], context: Context, url: str | None) -> FieldValue[Source]:
    """The source; unknown, with evidence of method "none", if nothing names it. A given name counts
    first, then the pattern that matches the file's path, then what the file claims. The domain is
    that of `url`, the canonical address, else of a claim."""
    domain, domain_evidence = _domain(claims, url)
    name = clean(context.source) if context.source else ""
    if name:
        given = Evidence(method="given", text=name, where="source")
        return FieldValue(Source(name=name, domain=domain), given)
    for pattern, name in context.sources:
        if context.path is not None and fnmatch(context.path, _absolute_pattern(pattern)):
            evidence = Evidence(
                method="path pattern", text=pattern, where="dateline.toml [sources]"
            )
            return FieldValue(Source(name=name, domain=domain), evidence)
    for claim in by_method(claims_for(claims, "source.name"), METHODS):
        name = clean(claim.value)
        if name and not _DOMAIN.fullmatch(name) and "//" not in name and len(name) <= 100:
            return FieldValue(Source(name=name, domain=domain), stated(claim))
    if domain_evidence is not None:
        return FieldValue(Source(domain=domain), domain_evidence)
    return FieldValue(Source(), Evidence(method="none", note=_UNKNOWN))


def _absolute_pattern(pattern: str) -> str:
    """The pattern for complete paths. A pattern that does not begin at the root may match
    anywhere."""
    return pattern if pattern.startswith(("/", "*")) else f"*/{pattern}"


def _domain(claims: Sequence[Claim], url: str | None) -> tuple[str | None, Evidence | None]:
    if url is not None:
        return domain_of(url), Evidence(method="domain", text=url, where="canonical_url")
    for claim in (*claims_for(claims, "source.domain"), *claims_for(claims, "source.name")):
        value = claim.value.strip().lower()
        domain = domain_of(value) if "//" in value else value.removeprefix("www.")
        if domain and _DOMAIN.fullmatch(domain):
            return domain, stated(claim)
    return None, None
