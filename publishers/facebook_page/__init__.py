"""A Facebook Page through the Graph API."""

from publishers.facebook_page.channel import channel

__all__ = ["channel"]
