"""What a page hides from its readers, by its attributes, inline styles and own style sheets; it goes into no text."""
