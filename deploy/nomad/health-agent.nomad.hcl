# nomad-ops health agent: checks the client that it runs on, one on each client, and tells controllers.
#
#   nomad acl policy apply -namespace default -job nomad-ops-health-agent nomad-ops-health-agent deploy/acl/health-agent.policy.hcl
#   nomad var put nomad/jobs/nomad-ops-health-agent secret=@secret      # the same as at nomad/jobs/nomad-ops-health-controller
#   nomad job run -var image=registry.example.com/nomad-ops:0.1.0 -var docker_gid=999 deploy/nomad/health-agent.nomad.hcl
#
# Clients must allow bind mounts: plugin "docker" { config { volumes { enabled = true } } }. Whoever may use Docker's socket is root on
# the client, in a container or not. Where that is unwanted, or Docker is just what fails, run it by exec or systemd: see README.md.
# It asks the agent of its own client, as the task API's socket leads there. It changes nothing, so it cannot take its own client out.

variable "image" {
  type        = string
  description = "The image of nomad-ops, best with its digest: registry.example.com/nomad-ops@sha256:..."

  validation {
    condition     = var.image != ""
    error_message = "Name the image of nomad-ops, e.g. registry.example.com/nomad-ops:0.1.0."
  }
}

variable "namespace" {
  type        = string
  default     = "default"
  description = "The namespace of this job; the ACL policy is bound to it."
}

variable "datacenters" {
  type        = list(string)
  default     = ["*"]
  description = "Where it may run."
}

variable "node_pool" {
  type        = string
  default     = "all"
  description = "The clients that are checked; all is Nomad's name for every pool."
}

variable "docker_gid" {
  type        = number
  description = "The group that owns Docker's socket on the clients: stat -c %g /var/run/docker.sock"
}

variable "settings" {
  type        = string
  description = "YAML: what is checked, see docs/health.md. With docker the machine's own tree is at /host."
  default     = <<-YAML
    machine-root: /host
    paths: [/]
    log-format: json
  YAML
}

job "nomad-ops-health-agent" {
  type        = "system"
  namespace   = var.namespace
  datacenters = var.datacenters
  node_pool   = var.node_pool
  priority    = 90

  group "health-agent" {
    update {
      max_parallel = 5
      stagger      = "30s"
    }

    # A client that is out of scheduling gets no new allocation, and its agent must not be lost for that: it is restarted where it is, for ever.
    restart {
      attempts = 10
      interval = "5m"
      delay    = "15s"
      mode     = "delay"
    }

    network {
      mode = "host"
      port "admin" {}
    }

    task "health-agent" {
      driver = "docker"
      user   = "65532"

      config {
        image           = var.image
        entrypoint      = ["/opt/nomad-ops/bin/nomad-ops"]
        readonly_rootfs = true
        cap_drop        = ["all"]
        security_opt    = ["no-new-privileges"]
        network_mode    = "host"
        group_add       = ["${var.docker_gid}"]

        mount {
          type     = "bind"
          source   = "/var/run/docker.sock"
          target   = "/var/run/docker.sock"
          readonly = true
        }

        mount {
          type     = "bind"
          source   = "/"
          target   = "/host"
          readonly = true

          bind_options {
            propagation = "rslave"
          }
        }

        args = [
          "health",
          "agent",
          "--config=${NOMAD_TASK_DIR}/health-agent.yaml",
          "--admin-address=0.0.0.0:${NOMAD_PORT_admin}",
        ]
      }

      kill_timeout = "30s" # its stop takes 25 s at most; a client allows no more than 30 s unless max_kill_timeout is raised

      identity {
        env = true
      }

      env {
        NOMAD_ADDR = "unix://${NOMAD_SECRETS_DIR}/api.sock"
        # The root is read-only, and a native library has to be unpacked for the socket: a tmpfs would not do, it is noexec.
        NOMAD_OPS_JAVA_OPTS = "-Djava.io.tmpdir=${NOMAD_ALLOC_DIR}/tmp"
      }

      template {
        data          = var.settings
        destination   = "local/health-agent.yaml"
        change_mode   = "signal"
        change_signal = "SIGHUP"
      }

      template {
        # nomad var put -namespace default nomad/jobs/nomad-ops-health secret="$(openssl rand -hex 32)"
        data = <<-SECRET
          {{- with nomadVar "nomad/jobs/nomad-ops-health-agent" }}{{ .secret }}{{ end }}
        SECRET

        destination = "secrets/report-secret"
        perms       = "0400"
        uid         = 65532
        gid         = 65532
        change_mode = "noop" # it is read again when it changes
      }

      # A template of the environment, so that settings stay plain YAML. Controllers seldom move; agents then restart, spread over a minute.
      template {
        data = <<-ENV
          NOMAD_OPS_HEALTH_REPORT_SECRET_FILE={{ env "NOMAD_SECRETS_DIR" }}/report-secret
          NOMAD_OPS_HEALTH_REPORT_TO={{ range $i, $c := nomadService "nomad-ops-health-reports" }}{{ if $i }},{{ end }}http://{{ $c.Address }}:{{ $c.Port }}{{ end }}
        ENV

        destination = "local/report.env"
        env         = true
        change_mode = "restart"
        splay       = "1m"
      }

      service {
        name     = "nomad-ops-health-agent"
        provider = "nomad"
        port     = "admin"
        tags     = ["nomad-ops", "metrics"]

        check {
          name     = "livez"
          type     = "http"
          path     = "/livez"
          interval = "10s"
          timeout  = "3s"

          check_restart {
            limit = 6 # a minute
            grace = "1m"
          }
        }

        check {
          name     = "readyz"
          type     = "http"
          path     = "/readyz"
          interval = "10s"
          timeout  = "3s"
        }
      }

      resources {
        cpu    = 50
        memory = 192
      }

      logs {
        max_files     = 5
        max_file_size = 10
      }
    }
  }
}
