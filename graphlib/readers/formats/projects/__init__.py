"""Project files of other programs, packed in an archive."""
