"""One file a page; no page computes anything."""
