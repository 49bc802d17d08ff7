region     = "us-east"
datacenter = "dc1"
