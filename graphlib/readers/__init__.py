"""Files of many kinds to a network, with every fault and every decision told."""

from graphlib.readers.annotated import annotated_copy
from graphlib.readers.choices import Choices, Mend
from graphlib.readers.reading import read, read_files, read_network
from graphlib.readers.templates import data_dictionary, template_archive, template_csv, template_workbook
from graphlib.readers.told import ColumnReading, FileReading, Reading

__all__ = [
    "Choices",
    "ColumnReading",
    "FileReading",
    "Mend",
    "Reading",
    "annotated_copy",
    "data_dictionary",
    "read",
    "read_files",
    "read_network",
    "template_archive",
    "template_csv",
    "template_workbook",
]
