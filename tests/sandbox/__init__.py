"""Tests of the loopback platforms, over real HTTP."""
