"""Files to hand on: reports for people, open formats for programs."""
