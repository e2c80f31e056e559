"""The nouns of the house: records, closed vocabularies, names, settings. Imports nothing of ours."""
