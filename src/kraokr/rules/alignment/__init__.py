"""Rules on how KRAs and OKRs fit together."""
