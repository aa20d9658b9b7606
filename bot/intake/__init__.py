"""The entrance of every request: place, images, price, confirmation, acceptance."""
