"""Formats that hold files: zip, tar, 7z and WARC."""
