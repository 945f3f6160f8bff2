"""The only room that knows every room: builds them, connects them, and runs them."""
