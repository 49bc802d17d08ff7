region     = "green"
datacenter = "dc1"
