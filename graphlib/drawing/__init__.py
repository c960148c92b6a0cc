"""Drawing a network: its palette, its positions, the interactive view and the printed map."""
