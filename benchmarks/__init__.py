"""What `make bench` and `make eval` run on data that lies outside the project."""

import core as core  # before numpy, which others bring along here
