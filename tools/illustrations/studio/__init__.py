"""What scenes are drawn with: a canvas, colours, people, plants, buildings and things."""
