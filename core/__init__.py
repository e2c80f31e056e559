"""The nouns of the house: records, closed vocabularies, names, settings. Imports nothing of ours."""

import os

# Every room loads this one first, so before numpy. Its small products gain nothing by threads, and each leaves the
# threads of OpenBLAS waiting busily: where one process does all, reading a text took 34 ms more of the processor.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
