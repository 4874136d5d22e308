"""Settings, addresses, server entry. Every environment variable is read in `env.py`."""
