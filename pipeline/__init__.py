"""The order of the work: a night from the open web to an investigator's mailbox, in steps that may be run twice."""
