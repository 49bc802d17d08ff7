# What `nomad-ops autoscaler run` needs:  nomad acl policy apply -description "nomad-ops autoscaler" nomad-ops-autoscaler autoscaler.policy.hcl
# Lines that begin with #? are for what is off or seldom; take the #? away to grant them.

node {
  policy = "write" # nodes and their room; closes and opens them; has Nomad forget those whose machine is gone. `plan` does with "read"
}

namespace "*" {
  capabilities = [
    "list-jobs", # what waits, by job; a token that does not see every namespace lets no machine go
    "read-job",  # what a job asks for; evaluations, allocations, the event stream
  ]
}

# Nomad takes the nearest block alone, so what holds for "*" has to be said again where there is more to say.
namespace "default" {
  capabilities = [
    "list-jobs",
    "read-job",
  ]
  variables {
    path "nomad-ops/autoscaler/*" { # `state-path` and `leader-lock-path`
      capabilities = [
        "read",  # what was remembered, what is paused, who leads
        "write", # to remember; the lock; `autoscaler pause`
#?      "destroy", # `autoscaler resume` of the last pause
      ]
    }
  }
}

operator {
  policy = "read" # optional: sees a paused broker; without it a pause looks like demand that does not move
}

#? agent {
#?   policy = "read" # leader: local-server
#? }
