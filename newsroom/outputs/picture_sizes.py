"""The sizes in which pictures are shown: what is drawn, and what editors are advised to hand in."""

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""The card that channels show for a link; Facebook advises 1200 × 630 (Sharing for Webmasters, 2026-11)."""
SHOWN_WIDTH = 784
"""The widest that the layout shows a picture, in the page's pixels: without a style sheet a picture is no wider."""
