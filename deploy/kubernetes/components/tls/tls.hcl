# The Secret nomad-tls: ca.crt, tls.crt, tls.key. SANs: server.REGION.nomad, localhost, 127.0.0.1.
# Renewed certificates are read on SIGHUP: see README.md.
tls {
  http = true
  rpc  = true

  ca_file   = "/etc/nomad/tls/ca.crt"
  cert_file = "/etc/nomad/tls/tls.crt"
  key_file  = "/etc/nomad/tls/tls.key"

  verify_server_hostname = true

  # Whoever uses the API has an ACL token. With true, also browsers and each sidecar would need a certificate that is as good as a
  # server's for RPC, and no httpGet probe could reach Nomad: a kubelet has none.
  verify_https_client = false
}
