"""HTML's elements: which are blocks, what an open one is closed by, and which hold no text to read."""

from __future__ import annotations

# fmt: off
VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
))
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
    "optgroup", "option", "p", "pre", "script", "search", "section", "select", "style", "summary",
    "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "ul",
))
# fmt: on
PARAGRAPH = frozenset(("p",))
OTHER_BLOCKS = BLOCKS - PARAGRAPH
TABLE = frozenset(("table",))
LISTS = frozenset(("ul", "ol", "menu", "dir"))
BOLD = frozenset(("b", "strong", "th", "summary"))
STRUCK = frozenset(("s", "strike", "del"))
ROLES = {
    # Elements whose text is not part of what a reader reads: role and reason.
    "script": ("metadata", "code, not text"),
    "style": ("metadata", "code, not text"),
    "template": ("metadata", "hidden on the page"),
    "noscript": ("metadata", "hidden on the page"),
    "title": ("metadata", "the page's title"),
    "nav": ("boilerplate", "the site's navigation"),
}
# What a start tag closes when it was left open, and the elements past which it closes nothing.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), LISTS | {"table"}),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl", "table"))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "tbody": (frozenset(("thead", "tbody")), frozenset(("table",))),
    "tfoot": (frozenset(("thead", "tbody")), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
PAGE_PARTS = frozenset(("article", "section", "main", "blockquote", "td"))  # a footer in one is its own
