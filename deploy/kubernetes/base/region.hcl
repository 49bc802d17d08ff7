# Each cluster has a region of its own; with TLS it is in the certificates: server.REGION.nomad.
region     = "global"
datacenter = "dc1"
