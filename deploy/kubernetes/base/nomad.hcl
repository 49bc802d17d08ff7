# What all servers have in common. Who a server is says identity.hcl, where it stands region.hcl, and the gossip key comes
# from the Secret nomad-gossip.
data_dir             = "/var/lib/nomad"
bind_addr            = "0.0.0.0"
disable_update_check = true

# A pod that ends comes back, with its disk. If it left, the quorum would shrink with it.
leave_on_terminate = false
leave_on_interrupt = false

ports {
  http = 4646
  rpc  = 4647
  serf = 4648
}

server {
  enabled          = true
  bootstrap_expect = 3
}

# Taken when the cluster is made; afterwards: nomad operator autopilot set-config.
autopilot {
  cleanup_dead_servers = true
  # A dead server is forgotten only when so many are left without it: one that is away does not shrink the quorum.
  min_quorum = 3
}

acl {
  enabled = true
}

# There is none; Nomad would look for it at its start.
consul {
  auto_advertise   = false
  server_auto_join = false
  client_auto_join = false
}

telemetry {
  publish_allocation_metrics = false
  publish_node_metrics       = false
}
