"""How claims stand to each other, within a report and across reports."""
