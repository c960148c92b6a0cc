"""The sections of the page on silos, one file each."""
