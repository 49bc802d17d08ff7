# What `nomad-ops gc run` needs:  nomad acl policy apply -description "nomad-ops gc" nomad-ops-gc gc.policy.hcl
# Not for `nomad-ops gc bankrupt`: only a management token may delete evaluations (docs/gc-bankrupt.md).
# Lines that begin with #? are for what is off or seldom; take the #? away to grant them.

namespace "*" {
  capabilities = [
    "list-jobs", # the list of dead jobs
    "read-job",  # a job anew before its delete; its evaluations, allocations and versions; the event stream
    "purge-job", # the delete. Nomad before 1.11.2 does not know it: write "submit-job" in its place
#?  "register-job", # restores a job that was registered between the look and the delete; without it the log names it (before 1.11.2: in "submit-job")
  ]
}

# Nomad takes the nearest block alone, so what holds for "*" has to be said again where there is more to say.
# Collected is one namespace only (`namespace`)? Then its block is enough, with these variables in `leader-lock-namespace`.
namespace "default" {
  capabilities = [
    "list-jobs",
    "read-job",
    "purge-job",
#?  "register-job",
  ]
  variables {
    path "nomad-ops/gc/leader" { # leader: lock (the default); `leader-lock-path`
      capabilities = [
        "read",  # optional: who leads, while it is another
        "write", # to take the lock, to renew it, to give it back
      ]
    }
  }
}

agent {
  policy = "read" # optional: the servers' version, what they collect themselves; `leader: local-server` cannot do without
}

operator {
  policy = "read" # optional: sees that the broker is paused; without it gc purges on, and its evaluations wait
}

#? node {
#?   policy = "write" # collect-down-nodes-after: reads and purges nodes that are down for long; it needs read-job in "*" above, too
#? }
