region     = "blue"
datacenter = "dc1"
