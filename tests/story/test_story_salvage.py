"""One slip in the front matter does not hide the others."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from newsroom.story.model import Story
from newsroom.story.salvage import read_what_is_valid

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_what_is_sound_is_kept_up_to_the_first_wrong_entry() -> None:
    """Valid words and the entries before a wrong one are read; everything else is empty, so places count right."""
    data = {
        "kind": "nguoi-tot-viec-tot",
        "unit": ["not", "a", "word"],
        "fields": ["giao-duc", 5, "y-te"],
        "pictures": [{"file": "a.jpg"}, {"fiel": "b.jpg"}, {"file": "c.jpg"}],
    }

    found = read_what_is_valid(data, ZONE)

    assert found.kind == "nguoi-tot-viec-tot"
    assert found.unit == ""
    assert found.fields == ("giao-duc",)
    assert [picture.file for picture in found.pictures] == ["a.jpg"]


@given(st.dictionaries(st.sampled_from(sorted(Story.model_fields)), ANYTHING, max_size=12))
def test_no_front_matter_is_too_odd(data: dict[str, object]) -> None:
    """Whatever the keys hold, reading what is sound ends without an error."""
    read_what_is_valid(data, ZONE)
