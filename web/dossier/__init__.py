"""All that is known of an operator on paper, as a PDF: for a file, a court, a colleague without this desk. Start at
`dossier.gather`, then `dossier.printed`."""
