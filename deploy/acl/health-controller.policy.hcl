# What `nomad-ops health controller` needs:  nomad acl policy apply -description "nomad-ops health controller" nomad-ops-health-controller health-controller.policy.hcl
# Lines that begin with #? are for what is off or seldom; take the #? away to grant them.

node {
  policy = "write" # clients, the servers' members, eligibility. A dry run (the default) does with "read"
}

namespace "default" { # `state-namespace` and `leader-lock-namespace`
  variables {
    path "nomad-ops/quarantine/*" { # who is quarantined, and why
      capabilities = [
        "read",    # to read means to list, too; without it no quarantine is ever seen to end
        "write",   # -dry-run=false
        "destroy", # -dry-run=false: the end of one
      ]
    }
    path "nomad-ops/health/paused" { # `health pause` and `resume`: those who use them need "write" and "destroy" as well
      capabilities = ["read"]
    }
    path "nomad-ops/health-controller/leader" { # leader: lock (the default); `leader-lock-path`
      capabilities = [
        "read",  # who leads
        "write", # to take the lock, to renew it, to give it back
      ]
    }
  }
}

#? agent {
#?   policy = "read" # leader: local-server
#? }
