# As in the base, except for advertise.rpc: the address of this server's own load balancer, which the clients learn with every
# heartbeat. Servers talk among themselves at advertise.serf, with the port of advertise.rpc: so the load balancer has that same
# port, 4647. Nomad resolves the name when it starts; let it have one address, which stays.
advertise {
  http = "nomad-peer-@ordinal@"
  rpc  = "nomad-@ordinal@.nomad.example.com"
  serf = "nomad-peer-@ordinal@"
}
