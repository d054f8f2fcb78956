"""Drawing an order to a finished picture, its JPEG bytes, and contact sheets of many pictures."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from PIL import Image
from scenes.catalogue import Scene
from studio import skies
from studio.canvas import WIDTH, Canvas
from studio.lots import chance
from studio.palette import LIGHTS, PAPER, Palette, choose, named, varied

from press.orders import Order

LARGEST = 170_000
BEST_QUALITY, LEAST_QUALITY = 86, 64
THUMB = (400, 250)


def draw_picture(order: Order, scene: Scene) -> Image.Image:
    """Return the picture of an order; the same order always gives the same picture."""
    digest = hashlib.sha256(order.seed.encode()).digest()
    rng = Random(digest)  # noqa: S311 - chance in a drawing, not a secret
    palette = _light(rng, order, scene)
    canvas = Canvas.blank(PAPER)
    # Turned round, the same scene is composed anew.
    turned = chance(rng, 0.5) and scene.may_turn
    view = canvas.at((WIDTH, 0), mirror=True) if turned else canvas
    wishes = order.wishes - LIGHTS
    if scene.wishes:
        scene.draw(view, rng, palette, wishes)
    else:
        scene.draw(view, rng, palette)
    if palette.rain and scene.weather in {"any", "wet"}:
        skies.draw_rain(view, rng)
    return canvas.finished(rng, palette.grade, palette.strength)


def _light(rng: Random, order: Order, scene: Scene) -> Palette:
    chosen = sorted(order.wishes & LIGHTS - {"rain"})
    drawn = choose(rng, wet={"any": 0.12, "dry": 0.0, "wet": 1.0, "indoors": 0.08}[scene.weather])
    palette = varied(rng, named(chosen[0])) if chosen else drawn
    if "rain" not in order.wishes and not (chosen and scene.weather == "wet"):
        return palette
    return replace(palette, rain=True) if chosen else varied(rng, named("rain"))


def encode(picture: Image.Image) -> bytes:
    """Return a progressive JPEG without metadata of at most 170 kB, at the best quality that fits."""
    for quality in range(BEST_QUALITY, LEAST_QUALITY - 1, -2):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, progressive=True, optimize=True, subsampling="4:2:0")
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


def contact_sheet(pictures: Sequence[Image.Image], across: int = 4) -> Image.Image:
    """Return all pictures side by side, small."""
    rows = -(-len(pictures) // across)
    sheet = Image.new("RGB", (across * THUMB[0], max(rows, 1) * THUMB[1]), PAPER)
    for i, picture in enumerate(pictures):
        small = picture.resize(THUMB, Image.Resampling.LANCZOS)
        sheet.paste(small, (i % across * THUMB[0], i // across * THUMB[1]))
    return sheet
