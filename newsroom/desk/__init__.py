"""What people of the office do at their desk: begin a story, take one in from Word, look at it, correct it."""
