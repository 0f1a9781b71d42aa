"""The engine on a server, on OpenSearch."""
