"""Discord's interactions: commands built from models, answers, components, button routing."""
