"""Measures how well `kraokr lint` judges labelled statements; `judgement.py` beside it prints the table."""
