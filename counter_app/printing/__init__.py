"""The sheets: model, HTML, printer or PDF."""
