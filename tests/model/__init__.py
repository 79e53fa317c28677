"""The real way to a provider, over HTTP. Run by `make test-model`; the ordinary tests do not collect these files."""
