"""What fees know without a database: months of change, differences, outliers, and how an invoice basis is written."""
