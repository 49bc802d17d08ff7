# What `nomad-ops drainer run` needs:  nomad acl policy apply -description "nomad-ops drainer" nomad-ops-drainer drainer.policy.hcl
# Lines that begin with #? are for what is off or seldom; take the #? away to grant them.

node {
  policy = "write" # drains and their meta, eligibility; a dry run (-dry-run) does with "read"
}

namespace "*" {
  capabilities = [
    "read-job", # what runs on a node; without it allocations are hidden, and a node counts as empty when Nomad says that its drain is over
#?  "alloc-lifecycle", # policy: replace
#?  "deregister-job",  # policy: stop. Before 1.11.2: "submit-job"; before 1.11 policy: wait takes "submit-job", too
#?  "register-job",    # rerun-cut, `drainer rerun`: to run again what was cut off. Before 1.11.2: "submit-job"
#?  "dispatch-job",    # the same for dispatched jobs
  ]
}

#? agent {
#?   policy = "read" # `drainer drain -self` and `drainer run -self`, to find the node of this machine
#? }
