# As in the base, except for advertise.rpc: clients reach a server at its node's address. Who it is to the other servers remains its
# Service: a server may move to another node, and Raft does not notice.
advertise {
  http = "@host-ip@"
  rpc  = "@host-ip@"
  serf = "nomad-peer-@ordinal@"
}
