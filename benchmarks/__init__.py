"""What `make bench` and `make eval` run on data that lies outside the project."""
