"""The description as a page for people: one plain HTML text, without scripts and without anything from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final, TypeAlias

_STYLE: Final = """
:root{color-scheme:light dark;--window:#F4F5F7;--surface:#FFFFFF;--text:#161A21;--quiet:#4B5563;--accent:#1D5FBF;
--line:#D5D9E0}
@media(prefers-color-scheme:dark){:root{--window:#15181D;--surface:#1E2229;--text:#E8EBF0;--quiet:#A9B2BF;
--accent:#7FB2FF;--line:#363C47}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:0 auto;
padding:32px 24px 64px;background:var(--window);color:var(--text)}
h1{font-size:28px;line-height:1.25;margin:0 0 8px}h2{font-size:20px;line-height:1.3;margin:0 0 8px}
h3{font-size:14px;margin:24px 0 8px;color:var(--quiet)}p{margin:0 0 8px}
a{color:var(--accent)}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
code,pre{font-family:ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;
font-size:14px}
section,nav{background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:24px;margin-top:24px}
nav ul{list-style:none;margin:0;padding:0}nav li{padding:4px 0;display:flex;flex-wrap:wrap;gap:0 16px}
h2 code{font-size:18px;overflow-wrap:anywhere}
.method{font-weight:600;color:var(--accent);margin-right:8px}.quiet{color:var(--quiet)}
pre{overflow:auto;margin:0;padding:16px;background:var(--window);border:1px solid var(--line);border-radius:6px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th{font-size:14px;font-weight:600;color:var(--quiet)}
td,th{text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-bottom:1px solid var(--line)}
.in1{margin-left:20px}.in2{margin-left:40px}.in3{margin-left:60px}.in4{margin-left:80px}
td:last-child,th:last-child{padding-right:0;width:99%}td:not(:last-child){white-space:nowrap}
@media(max-width:40rem){body{padding:16px}section,nav{padding:16px}td,th{padding-right:8px}td+td{white-space:normal!important}}
"""

Json: TypeAlias = Mapping[str, Any]


def docs_page(description: Json) -> str:
    """The page of an OpenAPI document."""
    info = description["info"]
    return "".join(
        (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{escape(info['title'])}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(info['title'])}</h1><p>{_words(info['description'])}</p>",
            f'<p class="quiet">Version {escape(info["version"])}. For tools: ',
            '<a href="openapi.json">openapi.json</a>.</p>',
            *_contents(description),
            *_security(description),
            *(
                part
                for path, method, operation in _operations(description)
                for part in _operation(description, path, method, operation)
            ),
            *_codes(description),
            "</body></html>",
        )
    )


def _operations(description: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def _contents(description: Json) -> Iterator[str]:
    yield "<nav><ul>"
    yield '<li><a href="#access">Who may call</a></li>'
    for path, method, operation in _operations(description):
        link = f'<a href="#{operation["operationId"]}">{escape(operation["summary"])}</a>'
        yield f"<li>{link}<code class=quiet>{method} {escape(path)}</code></li>"
    yield '<li><a href="#codes">Error codes</a></li></ul></nav>'


def _security(description: Json) -> Iterator[str]:
    yield '<section id="access"><h2>Who may call</h2><p>One of these headers proves who is calling.</p>'
    schemes = description["components"]["securitySchemes"].values()
    yield from _table(("Header", "How"), ((_code(scheme["name"]), _words(scheme["description"])) for scheme in schemes))
    yield "</section>"


def _operation(description: Json, path: str, method: str, operation: Json) -> Iterator[str]:
    yield f'<section id="{operation["operationId"]}">'
    yield f'<h2><code><span class="method">{method}</span> {escape(path)}</code></h2>'
    yield f"<p>{_words(operation['summary'])}. {_words(operation.get('description', ''))}</p>"
    parameters = operation.get("parameters", ())
    if parameters:
        yield "<h3>Parameters</h3>"
        rows = ((_code(one["name"]), one["in"], _words(one.get("description", ""))) for one in parameters)
        yield from _table(("Name", "In", "Meaning"), rows)
    if "requestBody" in operation:
        yield from _body(description, "Request", operation["requestBody"])
    for status, answer in operation["responses"].items():
        if status < "300" and "content" in answer:
            yield from _body(description, f"Answer {status}", answer)
    yield "<h3>Answers by status</h3>"
    answers = operation["responses"].items()
    yield from _table(("Status", "Meaning"), ((_code(code), _words(answer["description"])) for code, answer in answers))
    yield "</section>"


def _body(description: Json, title: str, body: Json) -> Iterator[str]:
    ((media_type, content),) = body["content"].items()
    yield f"<h3>{title}, <code>{media_type}</code></h3>"
    fields = list(_fields(description, content["schema"]))
    if fields:
        yield from _table(("Key", "Type", "Meaning"), fields)
    if "example" in content:
        example = json.dumps(content["example"], indent=2, ensure_ascii=False)
        example = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", example)  # a point on one line
        yield f"<h3>Example</h3><pre>{escape(example, quote=False)}</pre>"


def _fields(description: Json, schema: Json, depth: int = 0) -> Iterator[tuple[str, str, str]]:
    """The keys of an object and, further in, those of the objects in it, each with its type and meaning."""
    for key, named in _resolved(description, schema).get("properties", {}).items():
        inner = _resolved(description, named)
        yield f'<span class="in{depth}">{_code(key)}</span>', escape(_type(inner)), _words(inner.get("description", ""))
        if "x-as-above" not in inner:
            yield from _fields(description, inner.get("items", inner), depth + 1)


def _resolved(description: Json, schema: Json) -> Json:
    if "$ref" not in schema:
        return schema
    found: Json = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _type(schema: Json) -> str:
    if "const" in schema or "enum" in schema:
        return " or ".join(schema.get("enum", [schema.get("const")]))
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}" if "items" in schema else "list"
    kinds = schema["type"]
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def _codes(description: Json) -> Iterator[str]:
    yield '<section id="codes"><h2>Error codes</h2><p>The <code>error_code</code> of a failure, for programs; '
    yield "<code>error_msg</code> is for people and may say more than what stands here.</p>"
    codes = description["components"]["schemas"]["Failure"]["properties"]["error_code"]["x-codes"]
    yield from _table(
        ("Code", "Status", "Meaning"), ((_code(c["code"]), _code(c["status"]), _words(c["text"])) for c in codes)
    )
    yield "</section>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f'<div class="wide"><table><tr>{"".join(f"<th>{head}</th>" for head in heads)}</tr>'
    for row in rows:
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    yield "</table></div>"


def _code(text: object) -> str:
    return f"<code>{escape(str(text))}</code>"


def _words(text: str) -> str:
    """A text as HTML; what stands in backticks is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
