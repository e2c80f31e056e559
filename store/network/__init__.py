"""Who hangs together: adverts of one template (templates, adverts), and the graph around an operator (graph)."""
