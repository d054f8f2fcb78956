"""A story's old addresses keep leading to it."""

from office_kit import Office


def test_an_old_address_leads_to_the_story(office: Office) -> None:
    """The page at an old address names the new one for browsers, readers and search engines, and is in no list."""
    office.write(1, redirects=["2025/ten-cu/"], title="Chuyện <mới> & hay")

    office.build()

    site = office.root / "build" / "site"
    page = (site / "2025" / "ten-cu" / "index.html").read_text(encoding="utf-8")
    target = "https://guong.example.vn/2025/bai-1/"
    assert f'<meta http-equiv="refresh" content="0; url={target}">' in page
    assert f'<link rel="canonical" href="{target}">' in page
    assert f'<a href="{target}">Chuyện &lt;mới&gt; &amp; hay</a>' in page
    assert "ten-cu" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_an_old_address_goes_when_the_story_goes(office: Office) -> None:
    """A story that may no longer be shown takes its redirects along."""
    office.write(1, redirects=["2025/ten-cu/"])
    office.build()
    office.write(1, redirects=["2025/ten-cu/"], approve=False)

    office.build()

    assert not (office.root / "build" / "site" / "2025" / "ten-cu").exists()
