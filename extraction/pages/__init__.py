"""Page objects: a publisher's own corrections of single fields, named in the source's description."""
