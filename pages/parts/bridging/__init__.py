"""The sections of the page on bridges."""
