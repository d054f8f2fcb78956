"""Checks look at stories and return findings; they never raise for content and never write."""

from newsroom.checks.finding import Finding, Level
from newsroom.checks.run import CheckInput, run_checks

__all__ = ["CheckInput", "Finding", "Level", "run_checks"]
