"""Reading the carte Vitale through PC/SC or a simulated reader."""
