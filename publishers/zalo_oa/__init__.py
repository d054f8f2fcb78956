"""Articles of a Zalo Official Account."""

from publishers.zalo_oa.channel import channel

__all__ = ["channel"]
