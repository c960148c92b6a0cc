"""What the pages share: state, cache, tables, sentences and the map."""
