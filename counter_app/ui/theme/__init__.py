"""Colours, type, icons and their application to Qt; what a theme is made of."""
