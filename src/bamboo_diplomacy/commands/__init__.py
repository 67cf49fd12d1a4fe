"""The commands of ``bamboo``: a module each, thin, with a click command named ``command``."""
