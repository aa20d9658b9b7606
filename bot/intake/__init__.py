"""The entry of every request: destination, images, price, confirmation, acceptance."""
