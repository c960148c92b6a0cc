"""What if: the parts of the page on scenarios."""
