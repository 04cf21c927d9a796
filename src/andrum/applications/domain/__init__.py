"""What an application asks, means and says; free of Django."""
