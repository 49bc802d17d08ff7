# nomad-ops exporter: tells the state of the cluster at /metrics. Two replicas tell the same; scrape both.
#
#   nomad acl policy apply -namespace default -job nomad-ops-exporter nomad-ops-exporter deploy/acl/exporter.policy.hcl
#   nomad job run -var image=registry.example.com/nomad-ops:0.1.0 deploy/nomad/exporter.nomad.hcl
#
# It writes nothing, to Nomad or elsewhere.

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
  default     = "default"
  description = "Where it may run. Best a pool that is not scaled, so that it is not moved about."
}

variable "settings" {
  type        = string
  description = "YAML: which series, see docs/exporter.md."
  default     = <<-YAML
    stale-after: 5m
    log-format: json
  YAML
}

job "nomad-ops-exporter" {
  type        = "service"
  namespace   = var.namespace
  datacenters = var.datacenters
  node_pool   = var.node_pool
  priority    = 80

  group "exporter" {
    count = 2

    update {
      max_parallel      = 1
      health_check      = "checks"
      min_healthy_time  = "10s"
      healthy_deadline  = "5m"
      progress_deadline = "10m"
      auto_revert       = true
    }

    migrate {
      max_parallel     = 1
      health_check     = "checks"
      min_healthy_time = "10s"
      healthy_deadline = "5m"
    }

    restart {
      attempts = 3
      interval = "5m"
      delay    = "15s"
      mode     = "fail"
    }

    reschedule {
      unlimited      = true
      delay          = "30s"
      delay_function = "exponential"
      max_delay      = "10m"
    }

    # Replicas on one machine would be lost together.
    constraint {
      operator = "distinct_hosts"
      value    = "true"
    }

    network {
      port "admin" {}
    }

    task "exporter" {
      driver = "docker"
      user   = "65532"

      config {
        image           = var.image
        entrypoint      = ["/opt/nomad-ops/bin/nomad-ops"]
        ports           = ["admin"]
        readonly_rootfs = true
        cap_drop        = ["all"]
        security_opt    = ["no-new-privileges"]
        args = [
          "exporter",
          "run",
          "--config=${NOMAD_TASK_DIR}/exporter.yaml",
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
        destination   = "local/exporter.yaml"
        change_mode   = "signal"
        change_signal = "SIGHUP"
      }

      service {
        name     = "nomad-ops-exporter"
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
        cpu    = 100
        memory = 320
      }

      logs {
        max_files     = 5
        max_file_size = 10
      }
    }
  }
}
