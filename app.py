"""Passerelle in the browser: ``streamlit run app.py``."""

from pages.parts import shell

shell.main()
