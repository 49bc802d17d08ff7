# What `nomad-ops snapshot run` and `save` need:  nomad acl policy apply -description "nomad-ops snapshot" nomad-ops-snapshot snapshot.policy.hcl
# Lines that begin with #? are for what is off or seldom; take the #? away to grant them.
#
# A snapshot holds everything: secrets of variables in their encrypted form, the keys to them unless they are kept elsewhere, the
# hashes and secrets of tokens. Whoever holds this token or its files can become anybody.

operator {
  capabilities = [
    "snapshot-save", # GET /v1/operator/snapshot. Nomad before 1.11.3 does not know it: there it takes a management token
  ]
}

namespace "default" {
  variables {
    path "nomad-ops/snapshot/leader" { # leader: lock; `leader-lock-path`
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
