"""The fixtures of `loopback_people`."""

from loopback_people import mail, webhook

__all__ = ["mail", "webhook"]
