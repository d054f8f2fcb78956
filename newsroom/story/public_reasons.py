"""The reasons a reader may be given for a withdrawal: a few, so that none of them can name or accuse anybody."""

from __future__ import annotations

from typing import Literal, get_args

PublicReason = Literal["de-nghi", "sai-sot", "khong-con-phu-hop", "ban-quyen"]
PUBLIC_REASONS: tuple[PublicReason, ...] = get_args(PublicReason)
