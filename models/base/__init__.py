"""The multilingual encoder that training starts from, rebuilt from two packages of the registry."""
