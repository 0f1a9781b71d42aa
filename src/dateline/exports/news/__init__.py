"""Forms in which newsrooms exchange articles: ninjs, NITF, NewsML-G2, RSS."""
