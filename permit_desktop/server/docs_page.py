"""The description as a page for people: one plain HTML text, without scripts and without anything from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any, Final

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow:auto;padding:1rem;border:1px solid #8888}"
    "h2{margin-top:2.5rem}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0}"
)


def docs_page(description: dict[str, Any]) -> str:
    """The page of an OpenAPI document."""
    info = description["info"]
    return "".join(
        (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">',
            f"<title>{escape(info['title'])}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(info['title'])}</h1><p>{escape(info['description'])}</p>",
            '<p>Version <code>{}</code>. For tools: <a href="openapi.json">openapi.json</a>.</p>'.format(
                escape(info["version"])
            ),
            *_operations(description),
            "<h2>Schemas</h2>",
            *(
                f"<h3>{escape(name)}</h3><pre>{_pretty(schema)}</pre>"
                for name, schema in description["components"]["schemas"].items()
            ),
            "</body></html>",
        )
    )


def _operations(description: dict[str, Any]) -> Iterator[str]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"<h2><code>{method.upper()} {escape(path)}</code></h2><p>{escape(operation['summary'])}. "
            yield f"{escape(operation.get('description', ''))}</p>"
            for parameter in operation.get("parameters", ()):
                told = f" {parameter['description']}" if "description" in parameter else ""
                yield f"<p><code>{escape(parameter['name'])}</code> ({parameter['in']}).{escape(told)}</p>"
            body = operation.get("requestBody")
            if body:
                yield f"<pre>{_pretty(body['content'])}</pre>"
            yield "<table><tr><th>status</th><th>meaning</th></tr>"
            for status, answer in operation["responses"].items():
                yield f"<tr><td><code>{status}</code></td><td>{escape(answer['description'])}</td></tr>"
            yield "</table>"


def _pretty(schema: Any) -> str:
    return escape(json.dumps(schema, indent=2, ensure_ascii=False))
