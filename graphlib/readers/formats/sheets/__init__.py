"""Spreadsheets, and text that holds a table."""
