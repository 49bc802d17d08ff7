# What `nomad-ops health agent` and `health check` need on a client:  nomad acl policy apply -description "nomad-ops health agent" nomad-ops-health-agent health-agent.policy.hcl
# The token lies on every client: it reads agents' configuration and state, and does nothing.

agent {
  policy = "read" # the check `nomad`, and whose reports these are; without it the check is `unknown` and nothing is reported
}
