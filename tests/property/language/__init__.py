"""What holds for any frames and any words."""
