# By default a source address may hold 100 connections of each kind. Behind a NAT gateway all clients have the same one.
# 0 is no limit; the load balancers' source ranges and the NetworkPolicy say who may come at all.
limits {
  rpc_max_conns_per_client  = 0
  http_max_conns_per_client = 0
}
