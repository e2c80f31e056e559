"""What leaves the watch: mails on their way (`outbox`) to their `recipients`, and events to `webhooks`."""
