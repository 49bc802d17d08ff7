# As in the base, for five servers. bootstrap_expect stays: it is for the first start of a cluster alone.
server {
  server_join {
    # One line for each server. identity.sh takes out the server's own: to have joined itself counts as success, and would end
    # the retries.
    retry_join = [
      "nomad-server-0.nomad-servers",
      "nomad-server-1.nomad-servers",
      "nomad-server-2.nomad-servers",
      "nomad-server-3.nomad-servers",
      "nomad-server-4.nomad-servers",
    ]
    retry_interval = "5s"
    retry_max      = 0
  }
}
