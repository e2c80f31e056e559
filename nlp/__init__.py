"""The reader: a Document goes in, an Analysis comes out. `nlp.opening.open_reader` is the door for everybody else.

Which reader opens is a setting: the rules (`nlp.analyse`) or the trained one (`nlp.trained.reader`), which is asked
with a second opinion, and the rules where both find nothing. Only the rules read by `analyse`, `classifier`, `roles`
and `prices`; from their `route` and `signals` the trained reader takes journeys and signals, too.
"""
