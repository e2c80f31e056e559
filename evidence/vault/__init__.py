"""A second place for sealed files: where it is (`place`), what lies there (`carried`), bringing it (`carry`, `log`)."""
