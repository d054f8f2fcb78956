"""From the list of ordered pictures to files: reading the list, drawing, encoding, contact sheets."""
