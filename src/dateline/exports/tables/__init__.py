"""Tables with an article a row: CSV, Excel, Parquet."""
