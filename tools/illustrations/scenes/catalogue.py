"""Every scene that can be ordered, by name, with the weather it is shown in and the wishes it understands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from scenes import (
    aisles,
    ceremonies,
    crafts,
    fields,
    gatherings,
    kitchens,
    markets,
    offices,
    pastures,
    portraits,
    roads,
    services,
    storms,
    uplands,
    waters,
)
from scenes.countryside import Wishes

Weather = Literal["any", "dry", "wet", "indoors"]


@dataclass(frozen=True)
class Scene:
    """A drawing function `draw_<scene>(canvas, rng, palette[, wishes])` and what may be asked of it.

    A scene that is told no wishes is called without them. Weather says whether rain suits it: `wet` is always
    rainy, `dry` never, `any` now and then; `indoors` rain shows only behind the window. A scene that may not turn is
    never shown left for right, because its charts and ticks would say the opposite.
    """

    draw: Callable[..., None]
    weather: Weather = "any"
    wishes: Wishes = frozenset()
    may_turn: bool = True


def scenes() -> dict[str, Scene]:
    """Return all scenes by the name that pictures.tsv uses."""
    return {**_indoors(), **_people(), **_country()}


def _indoors() -> dict[str, Scene]:
    return {
        "archive-shelves": Scene(aisles.draw_archive_shelves, "indoors"),
        "bulletin-board": Scene(offices.draw_bulletin_board, "indoors"),
        "citizens-waiting": Scene(services.draw_citizens_waiting, "indoors"),
        "clinic": Scene(services.draw_clinic, "indoors", frozenset({"woman", "table"})),
        "computer-screen": Scene(
            offices.draw_computer_screen,
            "indoors",
            frozenset({"document", "headphones", "sound", "table", "tiles"}),
            may_turn=False,
        ),
        "guesthouse-kitchen": Scene(kitchens.draw_guesthouse_kitchen, "indoors", frozenset({"storeroom"})),
        "library-bookshelf": Scene(aisles.draw_library_bookshelf, "indoors"),
        "meeting": Scene(offices.draw_meeting, "indoors", frozenset({"pointing"}), may_turn=False),
        "meeting-hall-stage": Scene(ceremonies.draw_meeting_hall_stage, "indoors", frozenset({"performance"})),
        "office-desk": Scene(offices.draw_office_desk, "indoors", frozenset({"sheet"})),
        "one-stop-counter": Scene(offices.draw_one_stop_counter, "indoors", frozenset({"camera", "woman"})),
        "school-classroom": Scene(services.draw_school_classroom, "indoors", frozenset({"empty"})),
        "server-room": Scene(aisles.draw_server_room, "indoors"),
        "workshop": Scene(crafts.draw_workshop, "indoors", frozenset({"bicycle", "pipes"})),
    }


def _people() -> dict[str, Scene]:
    return {
        "group-of-three": Scene(
            gatherings.draw_group_of_three,
            "dry",
            frozenset({"envelopes", "farmers", "indoors", "villagers", "workers"}),
        ),
        "handshake": Scene(gatherings.draw_handshake, "dry"),
        "market-stall": Scene(markets.draw_market_stall, "dry", frozenset({"elder", "hats", "vegetables"})),
        "portrait-elder-man": Scene(portraits.draw_portrait_elder_man, "dry", frozenset({"pillar"})),
        "portrait-elder-woman": Scene(portraits.draw_portrait_elder_woman, "dry", frozenset({"teacher"})),
        "portrait-man": Scene(portraits.draw_portrait_man, "dry", frozenset({"guard", "official", "plain"})),
        "portrait-woman": Scene(portraits.draw_portrait_woman, "dry", frozenset({"official"})),
        "youth-volunteers": Scene(gatherings.draw_youth_volunteers, "dry", frozenset({"standing"})),
    }


def _country() -> dict[str, Scene]:
    return {
        "beach-boats": Scene(waters.draw_beach_boats, "dry"),
        "bicycle-road": Scene(roads.draw_bicycle_road, "dry"),
        "bridge": Scene(waters.draw_bridge),
        "cattle-hill": Scene(pastures.draw_cattle_hill),
        "fish-pond": Scene(pastures.draw_fish_pond, "dry"),
        "fishing-net": Scene(waters.draw_fishing_net, "dry"),
        "flood-boat": Scene(storms.draw_flood_boat, "wet"),
        "harvest": Scene(fields.draw_harvest, "dry"),
        "herb-garden": Scene(fields.draw_herb_garden, "dry"),
        "karst-river": Scene(waters.draw_karst_river),
        "motorbike-mountain": Scene(roads.draw_motorbike_mountain, "any", frozenset({"man", "medical", "woman"})),
        "mountain-village": Scene(uplands.draw_mountain_village),
        "rice-field": Scene(fields.draw_rice_field, "any", frozenset({"road"})),
        "solar-roof": Scene(crafts.draw_solar_roof, "dry"),
        "stilt-house": Scene(uplands.draw_stilt_house),
        "storm-trees": Scene(storms.draw_storm_trees, "wet", frozenset({"office"})),
        "tree-planting": Scene(pastures.draw_tree_planting, "dry", frozenset({"coast"})),
        "village-road": Scene(roads.draw_village_road),
    }
