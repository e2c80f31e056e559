"""Who does the work: this process, worker processes of this machine, or a Ray cluster. The steps are the same."""
