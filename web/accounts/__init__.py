"""Who is at the desk: signing in and out, one's own account, everybody's accounts, and what each may do."""
