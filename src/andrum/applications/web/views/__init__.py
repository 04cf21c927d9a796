"""The pages of the e-service, a module a part of the road."""
