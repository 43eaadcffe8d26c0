"""The figures of the look: colours, sizes, distances. Nothing here needs Qt.

Sizes are pixels of a 96 dpi screen at 100 % text; each is multiplied by the text scale where the
thing must grow with its text. Colours are `#RRGGBB`. tests/ui/theme proves the contrasts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of one appearance. `on_x` is the text written on `x`."""

    name: str
    paper: str
    surface: str
    ink: str
    muted: str
    primary: str
    on_primary: str
    primary_hover: str
    primary_tint: str
    muted_on_tint: str  # muted itself has 6.9:1 there
    success: str
    success_tint: str
    warning: str
    warning_tint: str
    danger: str
    danger_tint: str
    info: str
    info_tint: str
    line: str
    field_border: str
    focus: str
    held: str  # a main action that waits for something
    on_held: str
    training: str  # header of a post in training
    on_training: str
    card: str  # the drawings' own colours
    card_mark: str
    chip: str
    chip_line: str
    reader: str
    reader_slot: str
    reader_mark: str
    edge: str = ""  # around what is set apart by its shade, where shades are not seen

    def tint_of(self, kind: str) -> str:
        """Background of the kinds primary, success, warning, danger and info."""
        return str(getattr(self, f"{kind}_tint"))

    def colour(self, tone: str) -> str:
        """The colour of that name, for widgets told their tone by name."""
        return str(getattr(self, tone))


LIGHT = Palette(
    name="light",
    paper="#F5F7FA",
    surface="#FFFFFF",
    ink="#16202B",
    muted="#435160",
    primary="#0B4F6C",
    on_primary="#FFFFFF",
    primary_hover="#083C53",
    primary_tint="#E3F0F5",
    muted_on_tint="#3E4C5B",
    success="#0B5A36",
    success_tint="#E4F4EA",
    warning="#6B3E00",
    warning_tint="#FFF1DB",
    danger="#8E1B1B",
    danger_tint="#FDE8E8",
    info="#1D3F8F",
    info_tint="#E7EDFB",
    line="#D5DCE3",
    field_border="#76838F",
    focus="#1463FF",
    held="#435160",
    on_held="#FFFFFF",
    training="#5B2A6E",
    on_training="#FFFFFF",
    card="#3F8F5B",
    card_mark="#FFFFFF",
    chip="#E8C26A",
    chip_line="#B08A2E",
    reader="#16202B",
    reader_slot="#090D12",
    reader_mark="#8CCBE3",
)

DARK = Palette(
    name="dark",
    paper="#101820",
    surface="#1A2530",
    ink="#EEF3F7",
    muted="#B7C3CE",
    primary="#8CCBE3",
    on_primary="#0B1A22",
    primary_hover="#ABDAEC",
    primary_tint="#16323D",
    muted_on_tint="#B7C3CE",
    success="#9BE3B7",
    success_tint="#10281C",
    warning="#FFD391",
    warning_tint="#2E2109",
    danger="#FFB4AE",
    danger_tint="#331313",
    info="#AFC7FF",
    info_tint="#131F3A",
    line="#33424F",
    field_border="#7F8E9B",
    focus="#FFC24B",
    held="#B7C3CE",
    on_held="#0B1A22",
    training="#E2B8F2",
    on_training="#24102C",
    card="#3F8F5B",
    card_mark="#FFFFFF",
    chip="#E8C26A",
    chip_line="#B08A2E",
    reader="#33424F",
    reader_slot="#090D12",
    reader_mark="#8CCBE3",
)


class Space:
    """Distances, in steps of 4."""

    TIGHT = 4
    XS = 8
    S = 12
    M = 16
    L = 20
    XL = 24
    XXL = 32
    PAGE = 40


class Radius:
    """Corners."""

    KEY = 5
    LINE = 8
    BUTTON = 10
    NOTE = 10
    FIELD = 10
    TILE = 14


class Size:
    """Widths and heights that are not text."""

    LINE = 1
    FIELD_BORDER = 2
    SELECTED_BORDER = 3
    TARGET = 44  # the least height of anything that can be pressed
    BUTTON = 48
    MAIN_ACTION = 54
    FIELD = 48
    HEADER = 56
    BOTTOM_BAR = 86
    LEFT_COLUMN = 272
    RIGHT_COLUMN = 300
    ICON_SMALL = 18
    ICON = 24
    ICON_LARGE = 30
    RING = 3  # the focus ring's width, and its distance from what it surrounds
    FOLD_RIGHT_BELOW = 1230  # window widths, at 100 % text: the code's three groups need 650
    FOLD_LEFT_BELOW = 930


MOTION_MS = 120


class Role(StrEnum):
    """What a text is for; its size, weight and leading follow from it."""

    TEXT = "text"
    STRONG = "strong"
    SMALL = "small"
    SMALL_STRONG = "small_strong"
    NAME = "name"
    BRAND = "brand"
    SECTION = "section"
    FIGURE = "figure"
    TITLE = "title"
    EMPTY_STATE = "empty_state"
    BUTTON = "button"
    KEY = "key"
    STEP_NUMBER = "step_number"
    MONO = "mono"
    MONO_LARGE = "mono_large"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Typography:
    """`size` in pixels at 100 %; `leading`: line height as a multiple of the size."""

    size: int
    weight: int = 400
    leading: float = 1.45
    mono: bool = False


BASE_SIZE = 17
PERSON_WINDOW_SCALE = 24 / BASE_SIZE  # the person's own window, read from further away
LARGEST_SCALE = 2.0

TYPE: dict[Role, Typography] = {
    Role.TEXT: Typography(BASE_SIZE),
    Role.STRONG: Typography(BASE_SIZE, 600),
    Role.SMALL: Typography(15),
    Role.SMALL_STRONG: Typography(15, 600),
    Role.NAME: Typography(18, 700, 1.3),
    Role.BRAND: Typography(19, 700, 1.2),
    Role.SECTION: Typography(20, 700, 1.2),
    Role.FIGURE: Typography(26, 700, 1.2),
    Role.TITLE: Typography(30, 700, 1.2),
    Role.EMPTY_STATE: Typography(38, 700, 1.2),
    Role.BUTTON: Typography(BASE_SIZE, 600, 1.2),
    Role.KEY: Typography(13, 600, 1.2, mono=True),
    Role.STEP_NUMBER: Typography(13, 600, 1.2, mono=True),
    Role.MONO: Typography(BASE_SIZE, 400, mono=True),
    Role.MONO_LARGE: Typography(22, 600, 1.3, mono=True),
    Role.CODE: Typography(38, 600, 1.2, mono=True),
}
