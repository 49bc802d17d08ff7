# nomad-ops health controller: takes sick clients out of scheduling within a budget. Two replicas; one acts, the holder of the lock.
#
#   nomad acl policy apply -namespace default -job nomad-ops-health-controller nomad-ops-health-controller deploy/acl/health-controller.policy.hcl
#   nomad var put nomad/jobs/nomad-ops-health-controller secret=@secret      # openssl rand -hex 32; the same at nomad/jobs/nomad-ops-health-agent
#   nomad job run -var image=registry.example.com/nomad-ops:0.1.0 deploy/nomad/health-controller.nomad.hcl
#
# It only tells what it would do until settings say `dry-run: false`. It stops nothing that runs, so not itself, either: a client that it
# takes out keeps its allocations.

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
  description = "YAML: guards and patience, see docs/health-controller.md."
  default     = <<-YAML
    dry-run: true
    most-share: 20
    log-format: json
  YAML
}

job "nomad-ops-health-controller" {
  type        = "service"
  namespace   = var.namespace
  datacenters = var.datacenters
  node_pool   = var.node_pool
  priority    = 80

  group "health-controller" {
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
      port "report" {} # agents find it as the service nomad-ops-health-reports
    }

    task "health-controller" {
      driver = "docker"
      user   = "65532"

      config {
        image           = var.image
        entrypoint      = ["/opt/nomad-ops/bin/nomad-ops"]
        ports           = ["admin", "report"]
        readonly_rootfs = true
        cap_drop        = ["all"]
        security_opt    = ["no-new-privileges"]
        args = [
          "health",
          "controller",
          "--config=${NOMAD_TASK_DIR}/health-controller.yaml",
          "--admin-address=0.0.0.0:${NOMAD_PORT_admin}",
          "--report-address=0.0.0.0:${NOMAD_PORT_report}",
          "--report-secret-file=${NOMAD_SECRETS_DIR}/report-secret",
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
        data        = var.settings
        destination = "local/health-controller.yaml"
        change_mode = "restart"
      }

      template {
        # nomad var put -namespace default nomad/jobs/nomad-ops-health secret="$(openssl rand -hex 32)"
        data = <<-SECRET
          {{- with nomadVar "nomad/jobs/nomad-ops-health-controller" }}{{ .secret }}{{ end }}
        SECRET

        destination = "secrets/report-secret"
        perms       = "0400"
        uid         = 65532
        gid         = 65532
        change_mode = "noop" # it is read again when it changes
      }

      service {
        name     = "nomad-ops-health-controller"
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

      service {
        name     = "nomad-ops-health-reports"
        provider = "nomad"
        port     = "report"

        check {
          name     = "port"
          type     = "tcp"
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
