"""newsroom.toml: what is not understood is refused with its place, never passed over."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from invalid_cases import HERE

from newsroom.config import read_config
from newsroom.errors import ConfigurationError

TEXT = (HERE / "newsroom.toml").read_text(encoding="utf-8")


def _read(folder: Path, text: str | bytes, environment: dict[str, str] | None = None, **options: Path):
    path = folder / "newsroom.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(path, environment or {}, **options)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("[site]\n", "[site]\npage_sise = 8\n", "site.page_sise"),
        ("[site]\n", "[site]\npage_size = 3\n", "site.page_size"),
        ('url = "https://guong.example/"', 'url = "guong.example"', "site.url"),
        ('name = "Văn phòng UBND tỉnh"\n', "", "office.name"),
        ('zone = "Asia/Ho_Chi_Minh"', 'zone = "Asia/Hanoi"', "zone"),
        ('zone = "Asia/Ho_Chi_Minh"', 'zone = "Asia"', "zone"),
        ('zone = "Asia/Ho_Chi_Minh"', 'zone = "../x"', "zone"),
        ('zone = "Asia/Ho_Chi_Minh"', "zone = 7", "zone"),
        ('zone = "Asia/Ho_Chi_Minh"', 'zon = "x"', "zon"),
        ('zone = "Asia/Ho_Chi_Minh"', 'state = "/"', "state"),
        (
            'label = "Zalo OA"',
            'label = "Zalo OA"\n[channels.zalo.window]\nopens = "25:00"',
            "channels.zalo.window.opens",
        ),
        ('publisher = "zalo"\n', "", "channels.zalo.publisher"),
        ("unsigned = true", 'unsigned = "có"', "approval.unsigned"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, old: str, new: str, key: str):
    """Unknown keys and impossible values stop everything, with the key's whole name."""
    assert old in TEXT
    with pytest.raises(ConfigurationError) as caught:
        _read(tmp_path, TEXT.replace(old, new))
    for language in ("vi", "en"):
        assert key in caught.value.sentence(language)
        assert "newsroom.toml" in caught.value.sentence(language)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("text", ['site = "x"\nstories = 1', "site = []", "x", b"\xff", ""])
def test_what_is_no_configuration_is_refused_in_words(tmp_path: Path, text: str | bytes):
    """Sections that are no tables are refused, also where an option or the environment replaces one of their keys."""
    for environment, options in (({}, {}), ({"NEWSROOM_SITE_URL": "https://x.example"}, {"stories": tmp_path})):
        with pytest.raises(ConfigurationError):
            _read(tmp_path, text, environment, **options)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path):
    """No file says so; a folder in its place cannot be read."""
    with pytest.raises(ConfigurationError, match="no configuration file"):
        read_config(tmp_path / "newsroom.toml", {})
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_config(tmp_path, {})


def test_paths_are_relative_to_the_file_and_addresses_end_with_a_slash(tmp_path: Path):
    """The newsroom can be run from anywhere; options and the environment replace what the file says."""
    config = _read(tmp_path, TEXT.replace("guong.example/", "guong.example"))
    assert config.stories_path == tmp_path / "stories"
    assert config.terms_path == tmp_path / "terms"
    assert (config.var, config.build) == (tmp_path / "var", tmp_path / "build")
    assert config.site.url == "https://guong.example/"
    assert config.channels["zalo"].window.opens == time(6, 30)
    elsewhere = _read(
        tmp_path, TEXT, {"NEWSROOM_SITE_URL": "http://x.example"}, stories=tmp_path / "s", state=tmp_path / "t"
    )
    assert elsewhere.stories_path == tmp_path / "s"
    assert elsewhere.terms_path == tmp_path / "terms"
    assert (elsewhere.var, elsewhere.site.url) == (tmp_path / "t" / "var", "http://x.example/")
