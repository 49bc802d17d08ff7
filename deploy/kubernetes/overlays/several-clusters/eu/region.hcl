region     = "eu-central"
datacenter = "dc1"
