"""Forms that hold the files themselves: WARC, and bundles for another Dateline."""
