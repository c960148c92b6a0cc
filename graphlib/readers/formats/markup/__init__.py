"""Networks written in XML."""
