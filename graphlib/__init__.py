"""Passerelle: a stakeholder network analyser."""
