"""The arithmetic of key results, KPIs and KRAs, in decimal numbers."""
