"""The API: what the command line prints as JSON, at addresses. Every answer is a shape of
`dateline.schemas`, every error a problem of RFC 9457."""
