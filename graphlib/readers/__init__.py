"""Files of many kinds to a network, with every fault and every decision told."""

from graphlib.readers.reading import FileReading, Reading, read, read_files, read_network
from graphlib.readers.templates import data_dictionary, template_csv, template_workbook

__all__ = [
    "FileReading",
    "Reading",
    "data_dictionary",
    "read",
    "read_files",
    "read_network",
    "template_csv",
    "template_workbook",
]
