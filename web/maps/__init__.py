"""Maps and plots that need nobody: a base map that ships, drawn as SVG by the server, with the same facts in a table.

Nothing here carries meaning by colour alone: lines differ by width and dashes, marks by shape and number.
"""
