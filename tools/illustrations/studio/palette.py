"""Colours: a small newspaper palette, mixed anew for each time of day."""

from dataclasses import dataclass, replace
from random import Random

Color = str
"""A colour as '#rrggbb'."""

PAPER = "#f7efdf"
WHITE = "#fbf8f1"
INK = "#26303a"
NAVY = "#24385a"
TEAL = "#2b6a6c"
TERRACOTTA = "#c4633f"
BRICK = "#96452f"
MUSTARD = "#e0a63b"
STRAW = "#ead4a0"
WOOD = "#a8714a"
DARK_WOOD = "#6d4630"
LEAF = "#5b8a4b"
DEEP_LEAF = "#2f5c46"
UNION_BLUE = "#2a6db5"
FLAG_RED = "#cc352c"
FLAG_STAR = "#f6cd3a"
STEEL = "#8796a3"
ROSE = "#d98a86"


@dataclass(frozen=True)
class Palette:
    """The colours of one hour and one weather; every scene takes its light from here."""

    name: str
    sky: tuple[Color, Color, Color]
    sun: Color
    sun_at: float
    sun_height: float
    disc: float
    haze: Color
    hill: Color
    leaf: Color
    grass: Color
    rice: Color
    earth: Color
    water: Color
    wall: Color
    floor: Color
    shadow: Color
    grade: Color
    strength: float
    rain: bool = False
    overcast: bool = False


def mix(a: Color, b: Color, share: float) -> Color:
    """Return colour a with a share (0 to 1) of colour b in it."""
    pairs = zip(channels(a), channels(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def channels(color: Color) -> tuple[int, int, int]:
    """Return red, green and blue from 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def darker(color: Color, share: float = 0.2) -> Color:
    """Return the colour in shade: deeper and a little bluer, never plain grey."""
    return mix(color, "#1b2440", share)


def lighter(color: Color, share: float = 0.2) -> Color:
    """Return the colour in sunlight: paler and a little warmer."""
    return mix(color, "#fff6e0", share)


def morning() -> Palette:
    """Return a fresh early light: pale blue above peach."""
    return Palette(
        name="morning", sky=("#8fc3d6", "#cfe3df", "#fbe6c8"), sun="#fff1c9", sun_at=0.62,
        sun_height=0.36, disc=58.0, haze="#c9dcd8", hill="#5f9290", leaf="#4f8a58", grass="#8fb266",
        rice="#a8c46a", earth="#d9b98a", water="#7fb5b8", wall="#f1e6d2", floor="#d8bd98",
        shadow="#2c4a5a", grade="#fff3df", strength=0.35,
    )  # fmt: skip


def noon() -> Palette:
    """Return a clear high light: strong blue, clean greens."""
    return Palette(
        name="noon", sky=("#4fa3cf", "#92cbe0", "#dcefe9"), sun="#fffbe6", sun_at=0.2, sun_height=0.3,
        disc=0.0, haze="#b5d7dc", hill="#4a8a8f", leaf="#3f8053", grass="#82b159", rice="#9cc25c",
        earth="#e0c294", water="#55a6b4", wall="#eef0e6", floor="#cdb896", shadow="#20425c",
        grade="#ffffff", strength=0.0,
    )  # fmt: skip


def afternoon() -> Palette:
    """Return a late low light: apricot sky, long warm shade."""
    return Palette(
        name="late afternoon", sky=("#7d9fb8", "#f0c596", "#f9dda4"), sun="#fff0b8", sun_at=0.78,
        sun_height=0.62, disc=62.0, haze="#e6c6a0", hill="#7a8585", leaf="#5c7d48", grass="#a3a555",
        rice="#c6b653", earth="#d3a56f", water="#a5a99b", wall="#f3dfc0", floor="#c99f73",
        shadow="#4a3550", grade="#ffe3b3", strength=0.55,
    )  # fmt: skip


def rain() -> Palette:
    """Return a wet grey-green light without sun."""
    return Palette(
        name="rain", sky=("#6f8794", "#94a9ae", "#c3cfcb"), sun="#dfe6e2", sun_at=0.3, sun_height=0.3,
        disc=0.0, haze="#b3c2c1", hill="#577a7c", leaf="#3f6f55", grass="#739864", rice="#8cab63",
        earth="#b5a184", water="#86a0a2", wall="#e3e4da", floor="#b9a88d", shadow="#22394a",
        grade="#dfe8ea", strength=0.6, rain=True,
    )  # fmt: skip


def cloudy() -> Palette:
    """Return a dry day under a high pale cover of cloud."""
    return replace(
        rain(), name="cloudy", sky=("#9fb6be", "#c3d0d0", "#e6e6da"), grass="#86a868", rice="#a3bb66",
        leaf="#4c7d58", strength=0.2, rain=False, overcast=True,
    )  # fmt: skip


def evening() -> Palette:
    """Return the last light after sunset, the moon already up."""
    return Palette(
        name="evening", sky=("#40567c", "#94839f", "#eab08c"), sun="#fdf3d6", sun_at=0.7, sun_height=0.32,
        disc=50.0, haze="#b495a0", hill="#535f80", leaf="#446a56", grass="#748761", rice="#94995f",
        earth="#c39a80", water="#8a8ca6", wall="#e6d2c4", floor="#b58f78", shadow="#2a2748",
        grade="#dcd2ea", strength=0.6,
    )  # fmt: skip


def night() -> Palette:
    """Return a blue night."""
    return Palette(
        name="night", sky=("#17233f", "#273d63", "#46648a"), sun="#f3efd8", sun_at=0.7, sun_height=0.3,
        disc=44.0, haze="#4a6485", hill="#2c4766", leaf="#2b5a55", grass="#42695c", rice="#61795a",
        earth="#7d7a80", water="#41628a", wall="#b9bccb", floor="#7d7684", shadow="#0d1428",
        grade="#b4c2e6", strength=0.75,
    )  # fmt: skip


def named(name: str) -> Palette:
    """Return the light of that name; KeyError if there is none."""
    return {
        "morning": morning, "noon": noon, "afternoon": afternoon, "rain": rain, "cloudy": cloudy,
        "evening": evening, "night": night,
    }[name]()  # fmt: skip


LIGHTS = frozenset({"morning", "noon", "afternoon", "rain", "cloudy", "evening", "night"})


def choose(rng: Random, *, wet: float) -> Palette:
    """Return one of the four commonest lights, rain with the given share, slightly varied."""
    dry = (1 - wet) / 3
    name = rng.choices(["morning", "noon", "afternoon", "rain"], weights=[dry, dry, dry, wet])[0]
    return varied(rng, named(name))


def varied(rng: Random, palette: Palette) -> Palette:
    """Return the palette with its greens, earth and wall moved a little, so that no two days are alike."""
    wall = rng.choice(["#f3e7cf", "#e3ebe2", "#f0dcc6", "#dfe7ea", "#efe3b8", "#e7dbd0"])
    return replace(
        palette,
        leaf=mix(palette.leaf, rng.choice(["#2f7a6a", "#7a9440", "#2f6a3f"]), rng.uniform(0, 0.3)),
        hill=mix(palette.hill, rng.choice(["#4a7aa0", "#6a9a70", "#56707a"]), rng.uniform(0, 0.35)),
        earth=mix(palette.earth, rng.choice(["#c98d60", "#e3d1ac", "#b9a283"]), rng.uniform(0, 0.4)),
        wall=mix(palette.wall, wall, 0.6),
        sun_at=min(max(palette.sun_at + rng.uniform(-0.18, 0.18), 0.12), 0.88),
    )
