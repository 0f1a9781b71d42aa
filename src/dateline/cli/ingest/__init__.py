"""Commands that read files or articles again: ingest, failures, reprocess, reannotate."""
