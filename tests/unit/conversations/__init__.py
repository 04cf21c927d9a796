"""What conversations know without a database."""
