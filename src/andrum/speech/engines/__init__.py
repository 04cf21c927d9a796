"""The recognisers: a model in a folder, an endpoint on another machine, and a script."""
