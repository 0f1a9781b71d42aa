"""The text of a JSON value: plain, HTML, lists, and the trees of editors."""
