"""The registered domain of a host, by the Public Suffix List (https://publicsuffix.org).

The list is the copy that `tld` (https://github.com/barseghyanartur/tld) includes. It is never
fetched.
"""

from __future__ import annotations

from tld import get_fld
from tld.utils import MozillaTLDSourceParser


class _BundledList(MozillaTLDSourceParser):
    """The list as installed. The library would download a list that is missing."""

    uid = "dateline bundled list"

    @classmethod
    def update_tld_names(cls, fail_silently: bool = False) -> bool:
        del fail_silently
        raise FileNotFoundError(f"{cls.local_path} is missing from the package tld")


def registered_domain(host: str) -> str:
    """The domain below a public suffix: "example.co.uk" for "www.example.co.uk". If the list has no
    suffix of the host ("news.example.internal"), its last two labels."""
    found = get_fld(
        f"https://{host}",
        fail_silently=True,
        search_private=False,
        parser_class=_BundledList,
    )
    return found or ".".join(host.split(".")[-2:])
