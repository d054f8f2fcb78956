"""From a story to everything that leaves: pages, pictures, feeds, search copy, posts. Pure but for picture files."""
