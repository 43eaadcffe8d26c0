"""Pictures beside the text of a sheet, drawn as lines on paper as on screen, never as dots.

A sheet's HTML names them: `<img src="icon:siren" width="210">`, 210 being tenths of a point. Qt
would draw an image; here each becomes an object of the text that draws itself.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from counter_app.resource_files import resource

SCHEME = "icon:"

_PICTURE = QTextFormat.ObjectTypes.UserObject.value + 1
_NAME = QTextFormat.Property.UserProperty.value + 1
_INK = QTextFormat.Property.UserProperty.value + 2
_SIDE = QTextFormat.Property.UserProperty.value + 3
_PLACE = "\ufffc"  # the character that stands for an object in a text


def put_pictures(document: QTextDocument) -> None:
    """Turn each named picture of the text into one that draws itself.

    Raises FileNotFoundError for a name that resources/icons does not have.
    """
    found = _named_images(document)
    if not found:
        return
    document.documentLayout().registerHandler(_PICTURE, _Picture(document))
    cursor = QTextCursor(document)
    for position, image in found:
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(_PLACE, image)


def _named_images(document: QTextDocument) -> list[tuple[int, QTextCharFormat]]:
    found = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            image = piece.charFormat().toImageFormat()
            if image.isValid() and image.name().startswith(SCHEME):
                name = image.name().removeprefix(SCHEME)
                ink = image.foreground().color().name()
                found.append((piece.position(), _format(name, image.width(), ink)))
            pieces += 1
        block = block.next()
    return found


def _format(name: str, side: float, ink: str) -> QTextCharFormat:
    _drawing(name, ink)  # a name without a file is told here, not while painting
    made = QTextCharFormat()
    made.setObjectType(_PICTURE)
    made.setProperty(_NAME, name)
    made.setProperty(_INK, ink)
    made.setProperty(_SIDE, side)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return made


class _Picture(QPyTextObject):
    """Qt asks it for the room of a picture and to draw it."""

    def intrinsicSize(  # noqa: N802 - Qt's name
        self, _document: QTextDocument, _position: int, picture: QTextFormat
    ) -> QSizeF:
        side = float(picture.property(_SIDE))
        return QSizeF(side, side)

    def drawObject(  # noqa: N802 - Qt's name and arguments
        self,
        painter: QPainter,
        area: QRectF | QRect,
        _document: QTextDocument,
        _position: int,
        picture: QTextFormat,
    ) -> None:
        # Imported here: a sheet without pictures is painted without the SVG library.
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

        drawing = _drawing(str(picture.property(_NAME)), str(picture.property(_INK)))
        QSvgRenderer(QByteArray(drawing)).render(painter, area)


@lru_cache(maxsize=64)
def _drawing(name: str, ink: str) -> bytes:
    """The picture in the ink of its text."""
    drawing = resource("icons", f"{name}.svg").read_bytes()
    return drawing.replace(b"currentColor", ink.encode())
