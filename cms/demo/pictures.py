"""Draws the demo pictures: four flat scenes of a river town, put in the site's image library."""

from io import BytesIO
from math import sin

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from cms.models import SiteImage

WIDTH, HEIGHT = 1600, 900
PAPER, RIVER, RED, MOSS, LAND, SKY = "#fbfaf6", "#0b5c63", "#a23a2c", "#476337", "#c8d5c2", "#e6eee9"

TITLES = {
    "river": "Ån med strandbodar (demobild)",
    "houses": "Trähus vid en gata (demobild)",
    "fields": "Åkrar och en röd lada (demobild)",
    "sea": "Segelbåt i skärgården (demobild)",
}


def load() -> dict[str, int]:
    """The key of each picture in the library, by its name."""
    return {name: _save(name, title) for name, title in TITLES.items()}


def _save(name: str, title: str) -> int:
    buffer = BytesIO()
    draw(name).save(buffer, "PNG", optimize=True)
    buffer.seek(0)
    return SiteImage.objects.create(title=title, file=ImageFile(buffer, name=f"{name}.png")).pk


def draw(name: str) -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    SCENES[name](ImageDraw.Draw(picture))
    return picture


def _ground(pen: ImageDraw.ImageDraw, top: int, swell: int, length: int, colour: str) -> None:
    """Everything below a wavy line."""
    line = [(x, top + swell * sin(x / length)) for x in range(0, WIDTH + 20, 20)]
    pen.polygon([(0, HEIGHT), *line, (WIDTH, HEIGHT)], fill=colour)


def _house(pen: ImageDraw.ImageDraw, left: int, foot: int, width: int, colour: str = RED) -> None:
    """A house with a gable, its walls as high as two thirds of its width, and two windows."""
    top, right = foot - width * 2 // 3, left + width
    roof = RED if colour == PAPER else RIVER
    pen.rectangle((left, top, right, foot), fill=colour)
    pen.polygon([(left - 14, top), (left + width // 2, top - width * 2 // 5), (right + 14, top)], fill=roof)
    side = width // 6
    for window in (left + side, right - 2 * side):
        pen.rectangle(
            (window, top + side, window + side, top + side * 5 // 2), fill=RIVER if colour == PAPER else PAPER
        )


def _spruce(pen: ImageDraw.ImageDraw, middle: int, foot: int, height: int) -> None:
    for part in range(3):
        top, bottom = foot - height + part * height // 4, foot - height // 3 + part * height // 6
        half = height // 6 + part * height // 14
        pen.polygon([(middle - half, bottom), (middle, top), (middle + half, bottom)], fill=MOSS)


def _river(pen: ImageDraw.ImageDraw) -> None:
    _ground(pen, 300, 60, 260, LAND)
    for middle, height in ((70, 170), (150, 120), (1490, 190), (1560, 130)):
        _spruce(pen, middle, 380, height)
    for left, foot, width in ((330, 400, 150), (620, 350, 170), (880, 360, 150), (1150, 400, 160)):
        _house(pen, left, foot, width, PAPER)
    for index in range(6):
        _house(pen, 80 + index * 250, 580, 180 + index % 2 * 30)
    pen.rectangle((0, 580, WIDTH, 600), fill=MOSS)
    _ground(pen, 608, 6, 60, RIVER)
    for index in range(9):
        left = 60 + index * 170
        pen.rectangle((left, 670 + index % 3 * 70, left + 110, 676 + index % 3 * 70), fill=LAND)


def _houses(pen: ImageDraw.ImageDraw) -> None:
    _ground(pen, 430, 30, 300, LAND)
    for middle, height in ((40, 260), (1570, 280)):
        _spruce(pen, middle, 700, height)
    for index, colour in enumerate((RED, PAPER, MOSS, RED, PAPER)):
        _house(pen, 70 + index * 305, 720, 240, colour)
    pen.rectangle((0, 720, WIDTH, HEIGHT), fill=RIVER)


def _fields(pen: ImageDraw.ImageDraw) -> None:
    _ground(pen, 330, 40, 300, LAND)
    _house(pen, 1060, 430, 240)
    for middle, height in ((900, 200), (960, 150), (1390, 210)):
        _spruce(pen, middle, 430, height)
    for index, colour in enumerate((MOSS, LAND, MOSS, LAND)):
        _ground(pen, 430 + index * 115, 22, 240 + index * 60, colour)


def _sea(pen: ImageDraw.ImageDraw) -> None:
    _ground(pen, 520, 26, 180, LAND)
    pen.rectangle((1170, 220, 1240, 560), fill=PAPER)
    pen.rectangle((1170, 330, 1240, 440), fill=RED)
    pen.polygon([(1152, 220), (1205, 150), (1258, 220)], fill=RED)
    _house(pen, 1290, 560, 150)
    _ground(pen, 570, 10, 70, RIVER)
    pen.polygon([(520, 610), (520, 190), (760, 610)], fill=PAPER)
    pen.polygon([(496, 610), (496, 290), (370, 610)], fill=RED)
    pen.polygon([(350, 632), (780, 632), (700, 720), (430, 720)], fill=PAPER)


SCENES = {"river": _river, "houses": _houses, "fields": _fields, "sea": _sea}
