"""One file a format: bytes to grids of text, whatever program wrote them."""
