"""Whatever a check can find counts in the index as it does in the workspace."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from index_kit import compare_at
from invalid_cases import cases, lay_out

from newsroom.approval import fingerprint_of
from newsroom.config import Config, read_config
from newsroom.errors import ConfigurationError
from newsroom.story.edit import set_keys
from newsroom.story.front_matter import FrontMatterError
from newsroom.story.read import read_stories, read_story

_NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_VERIFIED = {"unit": "u", "by": "c", "date": "2026-01-01", "no_pending_case": True}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("case", [*cases("cases"), *cases("valid")], ids=lambda case: case.name)
def test_every_small_newsroom_is_judged_alike(case: Path, tmp_path: Path) -> None:
    """Each newsroom of tests/invalid, as it is and with all its stories approved, gives the same verdicts twice."""
    try:
        config = read_config(lay_out(case, tmp_path), {})
    except ConfigurationError:
        return  # there is no newsroom to open
    compare_at(config, _NOW)
    compare_at(config, _NOW)
    _approve(config)
    compare_at(config, _NOW)
    compare_at(config, _NOW)


def _approve(config: Config) -> None:
    """Approve every story that is one, so that only its errors keep it in."""
    try:
        files = read_stories(config.stories_path, config.zone)
    except ConfigurationError:
        return
    for file in files:
        if file.story is None:
            continue
        publish = {"website": {"at": "2026-06-01 08:00"}, "facebook": {"at": "2026-06-01 09:00"}}
        wanted = {"status": "approved", "verified": _VERIFIED, "withdrawal": None, "returned": None}
        given = publish if not file.story.publish else (file.front.data["publish"] if file.front else {})
        approval = {"by": "Phạm Duyệt", "at": "2026-06-01 07:00"}
        try:
            file.path.write_text(set_keys(file.text, wanted | {"publish": given}), encoding="utf-8")
            again = read_story(file.path, config.zone, shown_from=config.root)
            whole = approval | {"fingerprint": fingerprint_of(again)}
            file.path.write_text(set_keys(again.text, {"approval": whole}), encoding="utf-8")
        except FrontMatterError:
            continue  # its keys do not stand one under another
