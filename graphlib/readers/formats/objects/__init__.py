"""Networks and tables written in JSON."""
