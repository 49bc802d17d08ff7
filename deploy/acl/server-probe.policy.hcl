# What `nomad-ops health server-probe` needs:  nomad acl policy apply -description "nomad-ops server probe" nomad-ops-server-probe server-probe.policy.hcl
# Lines that begin with #? are for what is off or seldom; take the #? away to grant them.
#
# No policy lets a token hand the lead over (Nomad 1.7 to 2.0.5 want a management token for it). Without one /prestop and
# free-wedged-leader say `forbidden`, and the lead changes when the server is gone.

agent {
  policy = "read" # itself and its leader; without it /ready says `forbidden`, /live goes on
}

operator {
  policy = "read" # autopilot, the same; the canary: a paused broker
}

# canary, free-wedged-leader: the canary's own idle job, in `canary-namespace`.
#? namespace "default" {
#?   capabilities = [
#?     "read-job",     # the job and its evaluations
#?     "register-job", # makes the job when it is missing. Before 1.11.2: "submit-job"
#?     "evaluate-job", # a look. Before 1.11.2: in "submit-job"
#?   ]
#?   variables {
#?     path "nomad-ops/probe/condemned" { # free-wedged-leader: which server is to restart
#?       capabilities = [
#?         "read",
#?         "write",
#?       ]
#?     }
#?   }
#? }
