# Whom a server asks to be let in: the pods of the headless Service, by name.
server {
  server_join {
    # One line for each server. identity.sh takes out the server's own: to have joined itself counts as success, and would end
    # the retries.
    retry_join = [
      "nomad-server-0.nomad-servers",
      "nomad-server-1.nomad-servers",
      "nomad-server-2.nomad-servers",
    ]
    retry_interval = "5s"
    retry_max      = 0
  }
}
