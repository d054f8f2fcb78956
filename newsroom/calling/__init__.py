"""Calling a person: what the machine cannot settle, told in words, once, to the addresses of the office."""
