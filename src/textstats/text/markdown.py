r"""Markdown to prose: the words that a reader of the page would see, each paragraph where it was.

Line by line and without nested patterns, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import Any

from textstats.errors import ReadError

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST = 64_000  # characters of front matter
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|\|?[ \t:|-]*-[ \t:|-]*)\Z")
_LEAD = re.compile(r"[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*(?:\[[ xX]\][ \t]+)?(?:#{1,6}[ \t]+)?")
_REFERENCE = re.compile(r"[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])")
_AUTO = re.compile(r"<(?:https?://|mailto:)[^<>\s]{1,1000}>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?!\w)|(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEYS = ("title", "author", "publication", "date", "label", "group", "language", "url")


def prose(text: str) -> tuple[str, dict[str, Any]]:
    r"""Give the prose of a Markdown text and what its front matter says.

    Kept: paragraphs, headings, list items, quotations, table cells, the words of links, emphasis and `code` in a
    line. Left out: front matter, code blocks, images, addresses, comments, HTML tags.

    >>> prose("---\ntitle: A day\n---\n# One\n\nSee [the *old* map](http://x.org).\n")
    ('One\n\nSee the old map.\n', {'title': 'A day'})
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    metadata: dict[str, Any] = {}
    front = _FRONT.match(text) if text.startswith("---") else None
    if front and len(front.group(1)) <= _LONGEST:
        metadata = _front_matter(front.group(1))
        text = text[front.end() :]
    if "-->" in text:
        text = _COMMENT.sub("", text)
    kept: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if mark:
            fence = mark.group(1)
            continue
        kept.append("" if _RULE.match(line) or _REFERENCE.match(line) else _inline(line[_LEAD.match(line).end() :]))  # type: ignore[union-attr]
    return "\n".join(kept).lstrip("\n"), metadata


def _inline(line: str) -> str:
    if line.startswith("|") or " | " in line:
        line = line.strip("| \t").replace("|", " ")
    if "[" in line:
        line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    if "<" in line:
        line = _TAG.sub("", _AUTO.sub("", line))
    if "`" in line:
        line = line.replace("`", "")
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub("", line)
    return _ESCAPE.sub(r"\1", line) if "\\" in line else line.rstrip("#").rstrip() if line.endswith("#") else line


def _front_matter(text: str) -> dict[str, Any]:
    """What is known about the text: single values under names that documents use; safe YAML without aliases."""
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise ReadError("has aliases in its front matter, which are not read")
        content = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        raise ReadError(f"has front matter that is no YAML ({type(fault).__name__})") from None
    if not isinstance(content, dict):
        return {}
    return {
        key: str(content[key])
        for key in _KEYS
        if isinstance(content.get(key), (str, int, float)) or (key == "date" and key in content)
    }
