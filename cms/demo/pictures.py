"""Draws the demo pictures: four flat scenes of a river town, put in the site's image library."""

from io import BytesIO
from math import sin

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from cms.models import SiteImage

WIDTH, HEIGHT = 1600, 900
PAPER, RIVER, RED, MOSS, LAND = "#fbfaf6", "#0b5c63", "#a23a2c", "#476337", "#c8d5c2"

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
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    SCENES[name](ImageDraw.Draw(picture))
    return picture


def _ground(pen: ImageDraw.ImageDraw, top: int, swell: int, length: int, colour: str) -> None:
    """Everything below a wavy line."""
    line = [(x, top + swell * sin(x / length)) for x in range(0, WIDTH + 20, 20)]
    pen.polygon([(0, HEIGHT), *line, (WIDTH, HEIGHT)], fill=colour)


def _house(pen: ImageDraw.ImageDraw, left: int, foot: int, width: int, colour: str = RED, roof: str = RIVER) -> None:
    """A house with a gable, its walls as high as three quarters of its width, and two windows."""
    top, right = foot - width * 3 // 4, left + width
    pen.rectangle((left, top, right, foot), fill=colour)
    pen.polygon([(left - 12, top), (left + width // 2, top - width // 2), (right + 12, top)], fill=roof)
    side = width // 5
    for window in (left + side // 2 + side // 3, right - side - side // 2 - side // 3):
        pen.rectangle((window, top + side // 2, window + side, top + side * 2), fill=PAPER)


def _river(pen: ImageDraw.ImageDraw) -> None:
    _ground(pen, 420, 50, 260, LAND)
    for index in range(6):
        _house(pen, 90 + index * 250, 640 - (index % 2) * 24, 190)
    pen.rectangle((0, 640, WIDTH, 664), fill=MOSS)
    _ground(pen, 676, 8, 60, RIVER)


def _houses(pen: ImageDraw.ImageDraw) -> None:
    _ground(pen, 520, 24, 300, LAND)
    for index, colour in enumerate((RED, MOSS, RED, MOSS, RED)):
        _house(pen, 60 + index * 310, 760, 240, colour)
    _ground(pen, 756, 4, 200, LAND)


def _fields(pen: ImageDraw.ImageDraw) -> None:
    for index, colour in enumerate((LAND, MOSS, LAND, MOSS)):
        _ground(pen, 400 + index * 120, 34, 240 + index * 60, colour)
    _house(pen, 1080, 560, 220)


def _sea(pen: ImageDraw.ImageDraw) -> None:
    _ground(pen, 560, 26, 180, LAND)
    pen.rectangle((1180, 260, 1240, 600), fill=RED)
    pen.polygon([(1164, 260), (1210, 190), (1256, 260)], fill=RIVER)
    _ground(pen, 610, 10, 70, RIVER)
    pen.polygon([(520, 600), (520, 240), (740, 600)], fill=RED)
    pen.polygon([(500, 600), (500, 330), (380, 600)], fill=LAND)
    pen.polygon([(360, 620), (760, 620), (690, 700), (430, 700)], fill=PAPER)


SCENES = {"river": _river, "houses": _houses, "fields": _fields, "sea": _sea}
