"""A table as an Excel workbook (ECMA-376), written plainly: one sheet, every cell a text, so that none is a formula."""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Sequence
from typing import BinaryIO, Final
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from permit_desktop.imaging.thumbnail import Thumbnail

PICTURE_WIDTH_PX: Final = 60
PICTURE_HEIGHT_PX: Final = 80
"""The room of a picture in its cell, at 100 % zoom."""

_LEAST_WIDTH_CHARS: Final = 8
_MOST_WIDTH_CHARS: Final = 40
"""A column is as wide as its longest text, within these bounds."""
_BOLD: Final = 1
"""The style of the first row, by its place in `cellXfs`."""
_MOST_CELL_CHARS: Final = 32_767
"""What a cell of Excel holds."""
_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EMU_PER_PX: Final = 9525
_POINTS_PER_PX: Final = 0.75
_MARGIN_PX: Final = 2
_PX_PER_CHARACTER: Final = 7
"""Widths of columns are counted in digits of Excel's own font."""

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.spreadsheetml.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.spreadsheetml.worksheet+xml"/>'
        f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{_CONTENT}.drawing+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="permits" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_SHEETS}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>'
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    ),
}


class Workbook:
    """Takes one row after another; the file is a workbook once it is closed.

    The first row is the bold head and stays in view. The first column is the one of the pictures.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._rows: list[str] = []
        self._anchors: list[str] = []
        self._widths_chars: dict[int, int] = {}

    def add_row(self, values: Sequence[str], picture: Thumbnail | None = None, description: str = "") -> None:
        """Writes a row.

        Args:
            values: the cells after the first.
            picture: what lies in the first cell.
            description: what a screen reader says of it.
        """
        number = len(self._rows) + 1
        height = ""
        if picture is not None:
            self._put(f"xl/media/image{len(self._anchors) + 1}.jpg", picture.jpeg)
            self._anchors.append(_anchor(len(self._anchors) + 1, number - 1, picture, description))
            height = f' ht="{(PICTURE_HEIGHT_PX + 2 * _MARGIN_PX) * _POINTS_PER_PX:g}" customHeight="1"'
        self._rows.append(_row(number, values, height, _BOLD if number == 1 else 0))
        for place, value in enumerate(values):
            known = self._widths_chars.get(place, _LEAST_WIDTH_CHARS)
            self._widths_chars[place] = max(known, min(_width_chars(value), _MOST_WIDTH_CHARS))

    def close(self) -> None:
        """Writes what the rows have in common; the file itself stays open."""
        widths = [(PICTURE_WIDTH_PX + 2 * _MARGIN_PX) / _PX_PER_CHARACTER]
        widths += [chars + 1 for chars in self._widths_chars.values()]
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{width:.2f}" customWidth="1"/>'
            for place, width in enumerate(widths, 1)
        )
        sheet = (
            f'<worksheet xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f'<cols>{columns}</cols><sheetData>{"".join(self._rows)}</sheetData><drawing r:id="rId1"/></worksheet>'
        )
        drawing = (
            f'<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}">'
            f"{''.join(self._anchors)}</xdr:wsDr>"
        )
        links = "".join(
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/image" Target="../media/image{number}.jpg"/>'
            for number in range(1, len(self._anchors) + 1)
        )
        pictures = f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
        for name, content in {
            **_PARTS,
            "xl/worksheets/sheet1.xml": sheet,
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/_rels/drawing1.xml.rels": pictures,
        }.items():
            self._put(name, (_HEAD + content).encode())
        self._archive.close()

    def abandon(self) -> None:
        """Lets go of the file, which then is no workbook."""
        with contextlib.suppress(OSError):
            self._archive.close()

    def _put(self, name: str, content: bytes) -> None:
        # Without a date of its own, so that the same records give the same file.
        self._archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _width_chars(text: str) -> int:
    """How wide a text is, in digits: Chinese signs take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text[: 2 * _MOST_WIDTH_CHARS])


def _row(number: int, values: Sequence[str], height: str, style: int) -> str:
    cells = "".join(
        f'<c r="{_column(place)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_text(value)}</t></is></c>'
        for place, value in enumerate(values, 1)
        if value
    )
    return f'<row r="{number}"{height}>{cells}</row>'


def _anchor(number: int, row: int, picture: Thumbnail, description: str) -> str:
    """A picture in the first cell of a row (counted from 0), in its own shape."""
    scale = min(PICTURE_WIDTH_PX / picture.width_px, PICTURE_HEIGHT_PX / picture.height_px)
    size = f'cx="{round(picture.width_px * scale * _EMU_PER_PX)}" cy="{round(picture.height_px * scale * _EMU_PER_PX)}"'
    margin = _MARGIN_PX * _EMU_PER_PX
    said = escape(description, {'"': "&quot;"})
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>{margin}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{margin}</xdr:rowOff></xdr:from><xdr:ext {size}/>"
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number}" name="picture {number}" descr="{said}"/><xdr:cNvPicPr/>'
        f'</xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId{number}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
    )


def _text(value: str) -> str:
    # A carriage return would come back as a line feed unless it is written as a reference.
    return escape(_NOT_IN_XML.sub("\ufffd", value)[:_MOST_CELL_CHARS], {"\r": "&#13;"})


def _column(place: int) -> str:
    """The letters of a column, counted from 0: after Z comes AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
