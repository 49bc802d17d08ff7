# Who a server is, for good: identity.sh puts the pod's number in place of @ordinal@.
#
# Nomad resolves these names at its start, and Raft keeps addresses. A pod's own address is another after each restart, and when
# most of the servers come back with new ones, there is never a leader again. The Service of the pod has one address for life.
advertise {
  http = "nomad-peer-@ordinal@"
  rpc  = "nomad-peer-@ordinal@"
  serf = "nomad-peer-@ordinal@"
}
