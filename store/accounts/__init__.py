"""Who may open the desk: accounts, sign-in, sessions, second factor, API tokens. Every function that changes something
takes who does it, and leaves an entry in the audit log; no secret ever stands there."""
