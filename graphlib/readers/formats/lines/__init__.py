"""Networks written line by line in text."""
