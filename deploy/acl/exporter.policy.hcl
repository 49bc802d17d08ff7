# What `nomad-ops exporter run` needs:  nomad acl policy apply -description "nomad-ops exporter" nomad-ops-exporter exporter.policy.hcl
# Lines that begin with #? are for what is off or seldom; take the #? away to grant them.

namespace "*" {
  capabilities = [
    "list-jobs", # jobs; those of a namespace that it may not list are not counted
    "read-job",  # evaluations, allocations, deployments, the event stream, which takes it in every namespace (without: `"mode": "poll"`)
  ]
}

node {
  policy = "read" # clients and their room, on the event stream, too
}

agent {
  policy = "read" # optional: the servers' own thresholds of collection; without it Nomad's defaults are reckoned with
}

operator {
  policy = "read" # optional: autopilot's health and the broker's pause; without it these series are absent
}

# leader: lock. Then "default" has a block of its own, which has to say again what holds for "*".
#? namespace "default" {
#?   capabilities = [
#?     "list-jobs",
#?     "read-job",
#?   ]
#?   variables {
#?     path "nomad-ops/exporter/leader" {
#?       capabilities = [
#?         "read",
#?         "write",
#?       ]
#?     }
#?   }
#? }
