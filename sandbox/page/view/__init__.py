"""The view: everything that the page shows, built with NiceGUI."""
