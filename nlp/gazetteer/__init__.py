"""Countries, towns, crossing points and trails of the routes (TSV, facts), and what reads them."""
