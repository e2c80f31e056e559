"""Words of spreadsheets: '@SUM(' begins a formula, and is neither a handle nor a name."""

FUNCTIONS = "sum|average|hyperlink|hipervinculo|indirect|concatenate|cmd|webservice|importxml|importdata"
"""Functions of spreadsheets whose names are no firm's."""
