"""Django apps that every domain needs."""
