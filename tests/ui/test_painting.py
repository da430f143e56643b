from __future__ import annotations

import ast
from pathlib import Path

from permit_desktop import ui


def test_every_painter_ends_with_its_block_whatever_goes_wrong_in_it() -> None:
    """One that an error leaves at work takes the whole program down with the widget that it paints on."""
    for file in Path(ui.__file__).parent.glob("*.py"):
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        held = [item.context_expr for node in nodes if isinstance(node, ast.With) for item in node.items]
        made = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "QPainter"]
        assert [node.lineno for node in made if node not in held] == [], file.name
