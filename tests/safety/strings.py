"""What somebody could write to make a program do something: each with a mark of its own to find it by.

Kept as people's words: whatever reads or writes them must show them as they stand.
"""

from __future__ import annotations

import re

from pipeline.report.formats import show_illegal

_FORMULAS = (
    '=HYPERLINK("http://127.0.0.1:9/{mark}","Click {mark}")',
    "=1+1 {mark}",
    "+1+1 {mark}",
    "-1+1 {mark}",
    "@SUM(1+1) {mark}",
    "\t=1+1 {mark}",
    "=cmd|' /C calc'!A0 {mark}",
    "+cmd|' /C calc'!A0 {mark}",
    "-2+3+cmd|' /C calc'!A0 {mark}",
    '=DDE("cmd";"/C calc";"{mark}")',
    '=WEBSERVICE("http://127.0.0.1:9/{mark}")',
    '=IMPORTXML("http://127.0.0.1:9/{mark}","//a")',
    "=A1&B1 {mark}",
    "{{=1+1}} {mark}",
    "%0A=1+1 {mark}",
    "'=1+1 {mark}",
    '"=1+1" {mark}',
    ";=1+1 {mark}",
    "＝1+1 {mark}",
)
_PAGES = (
    "<script>boom('{mark}')</script>",
    "</script><script>boom('{mark}')</script>",
    "</style><script>boom('{mark}')</script>",
    "</title><script>boom('{mark}')</script>",
    "<img src=x onerror=boom('{mark}')>",
    "<svg onload=boom('{mark}')>",
    "<svg><script>boom('{mark}')</script>",
    "<a href=\"javascript:boom('{mark}')\">{mark}</a>",
    "<iframe src=\"javascript:boom('{mark}')\"></iframe>",
    "<iframe srcdoc=\"<script>boom('{mark}')</script>\">",
    '" onmouseover="boom(\'{mark}\')" x="',
    "' autofocus onfocus='boom(\"{mark}\")",
    "<body onload=boom('{mark}')>",
    "<details open ontoggle=boom('{mark}')>",
    "<math><a xlink:href=\"javascript:boom('{mark}')\">{mark}",
    "<base href=http://127.0.0.1:9/{mark}/>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/{mark}'>",
    "<link rel=stylesheet href=http://127.0.0.1:9/{mark}>",
    "<img src=http://127.0.0.1:9/{mark}.png>",
    "<style>@import 'http://127.0.0.1:9/{mark}'</style>",
    "x style=background:url(http://127.0.0.1:9/{mark})",
    "&lt;script&gt;boom('{mark}')&lt;/script&gt;",
    "&#60;script&#62;boom('{mark}')&#60;/script&#62;",
    "javascript:boom('{mark}')",
    "data:text/html,<script>boom('{mark}')</script>",
    "<!-- {mark} -->",
    "--> {mark} <!--",
    "<![CDATA[ {mark} ]]>",
    "]]> {mark}",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e; {mark}",
    "<?xml-stylesheet href='http://127.0.0.1:9/{mark}'?>",
    "<?php echo '{mark}'; ?>",
)
_TEMPLATES = (
    "{{{{ 7*7 }}}} {mark}",
    "{{% for x in y %}} {mark} {{% endfor %}}",
    "{{# {mark} #}}",
    "{{{{ ''.__class__.__mro__ }}}} {mark}",
    "${{7*7}} {mark}",
    "#{{7*7}} {mark}",
    "%s %d %n %x {mark}",
    "{{0}} {{mark}} {mark}",
    "$HOME $(touch {mark}) `touch {mark}`",
    "; touch {mark} && echo | cat",
    "../../{mark}",
    "..\\..\\{mark}",
    "C:\\windows\\{mark}",
    "file:///etc/{mark}",
    "\\\\127.0.0.1\\share\\{mark}",
)
_TYPESET = (
    '#import "@preview/x:0.1.0": * {mark}',
    '#eval("1+1") {mark}',
    "#sys.version {mark}",
    '#read("/etc/passwd") {mark}',
    '#image("/etc/{mark}.png")',
    "$ sum_(i=1)^n i $ {mark}",
    "\\input{{/etc/passwd}} {mark}",
    "\\u{{41}} {mark}",
    "*bold* _slanted_ {mark}",
    '#link("http://127.0.0.1:9/{mark}")[x]',
    "= {mark}",
    "/* {mark}",
    "// {mark}",
    "@{mark}",
    "<{mark}>",
)
_MARKDOWN = (
    "[{mark}](http://127.0.0.1:9/{mark})",
    "![{mark}](http://127.0.0.1:9/{mark}.png)",
    "[{mark}](javascript:boom)",
    "<http://127.0.0.1:9/{mark}>",
    "# {mark}",
    "> {mark}",
    "- {mark}",
    "1. {mark}",
    "***{mark}***",
    "~~~ {mark}",
    "``` {mark}",
    "| {mark} | b |",
    "[^1]: {mark}",
    "[{mark}]: http://127.0.0.1:9/",
    "<b>{mark}</b>",
    "    {mark}",
    "--- {mark}",
    "{mark}\\",
)
_WORD = (
    '{{ HYPERLINK "http://127.0.0.1:9/{mark}" }}',
    '{{ INCLUDETEXT "c:\\\\{mark}" }}',
    '{{ DDEAUTO c:\\\\cmd.exe "/k {mark}" }}',
    "{{ MACROBUTTON x {mark} }}",
    "</w:t></w:r></w:p><w:p>{mark}",
    "«{mark}»",
    "_x0041_ {mark}",
    "_x000D_ {mark}",
)
_SIGNS = (
    "red \x1b[31m{mark}\x1b[0m",
    "\x1b]8;;http://127.0.0.1:9/\x07{mark}\x1b]8;;\x07",
    "\x1b]0;{mark}\x07",
    "\x9b31m{mark}",
    "bell \x07 {mark}",
    "back \x08\x08\x08 {mark}",
    "half \x0c feed {mark}",
    "\u202e{mark} turned\u202c",
    "\u202eleft open {mark}",
    "\u2066{mark}",
    "\u200b{mark}\u200d\u200c",
    "soft\u00ad {mark}",
    "\ufeff{mark}",
    "\ufffe {mark} \uffff",
    "line\u2028sep {mark}",
    "next\x85line {mark}",
    "e" + "\u0301" * 60 + " {mark}",
    "[red]{mark}[/red]",
    "[link=http://127.0.0.1:9/]{mark}[/link]",
    "[/] {mark}",
    ":smile: {mark}",
    "W" * 300 + "{mark}",
    "\U000e0041{mark}",
    "\u0430\u0440\u0440\u04cf\u0435 {mark}",
    "<0x00> {mark}",
    "%00 {mark}",
    "\\0 {mark}",
)
GROUPS = {
    "formulas": _FORMULAS,
    "pages": _PAGES,
    "templates": _TEMPLATES,
    "typesetting": _TYPESET,
    "Markdown": _MARKDOWN,
    "Word": _WORD,
    "signs": _SIGNS,
}
STRINGS = tuple(
    text.format(mark=f"mk{number:03d}")
    for number, text in enumerate((text for group in GROUPS.values() for text in group), start=1)
)

# A note is kept without the blanks around it and the sign of a list before it, else as it stands.
KEPT = [re.sub(r"^\s*(?:- |1\. )?", "", text) for text in STRINGS]
SHOWN = [show_illegal(" ".join(text.split())) for text in KEPT]
PLAIN = [text for text in KEPT if text.isascii() and text.isprintable()]  # fonts and blanks play no part
