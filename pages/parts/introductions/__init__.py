"""The parts of the page on introductions: each a file of its own."""
