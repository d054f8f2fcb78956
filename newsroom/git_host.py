"""Where the office's repository is hosted, for what people do in a browser: the editors' form, and nominations."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, field_validator

from newsroom.schedule import SECTION

FrontEnd = Literal["decap", "sveltia"]


class Repository(BaseModel):
    """The office's repository on its Git host."""

    model_config = SECTION

    kind: Literal["github", "gitlab", "gitea"]
    url: str
    """Its address as one opens it in a browser, `https://gitlab.example.vn/van-phong/guong`."""
    branch: Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]+$")] = "main"

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.netloc or "/" not in parts.path.strip("/") or parts.query:
            msg = "must be the repository's address, https://host/group/name"
            raise ValueError(msg)
        return url.rstrip("/").removesuffix(".git")

    @property
    def host(self) -> str:
        """The host's own address, without a slash at the end."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def name(self) -> str:
        """Group and name, as the host's API wants them."""
        return urlsplit(self.url).path.strip("/")


class Cms(BaseModel):
    """The editors' form at `/admin/`; without this section the site has none."""

    model_config = SECTION

    front_end: FrontEnd = "decap"
    app_id: str = ""
    """The public id of the OAuth application; GitLab and Gitea then need no server of ours."""
    login_url: str = ""
    """Of the service that trades the login code for a token, which GitHub wants."""

    @field_validator("login_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if url and not url.startswith("https://"):
            msg = "must begin with https://"
            raise ValueError(msg)
        return url.rstrip("/")
