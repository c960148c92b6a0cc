"""The interactive map as a two-way component."""
