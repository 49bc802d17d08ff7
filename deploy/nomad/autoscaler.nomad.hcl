# nomad-ops autoscaler: gives pools of clients as many machines as what waits for them needs. Two replicas; one acts, the holder of the lock.
#
#   nomad acl policy apply -namespace default -job nomad-ops-autoscaler nomad-ops-autoscaler deploy/acl/autoscaler.policy.hcl
#   nomad job run -var image=... -var node_pool=ops -var settings="$(cat autoscaler.yaml)" deploy/nomad/autoscaler.nomad.hcl
#
# It must not end the machine that it runs on. So it has a node pool of its own, `ops`, which none of its pools names. Should it
# run in one that it scales: it knows its own node by NOMAD_ALLOC_ID and never closes it, and an empty node is one without
# any allocation, so that of the other replica is never one, either.

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
  default     = "ops"
  description = "Its own pool, which no pool in settings names."
}

variable "aws_region" {
  type        = string
  description = "Region of the Auto Scaling groups."
}

variable "settings" {
  type        = string
  description = "YAML: the pools, see docs/autoscaler.md."
  default     = <<-YAML
    max-nodes: 500
    pools:
    - name: batch
      node-pool: batch
      min: 0
      max: 200
      max-wait: 2m
      groups: [{asg: batch-spot}, {asg: batch-on-demand}]
    log-format: json
  YAML
}

job "nomad-ops-autoscaler" {
  type        = "service"
  namespace   = var.namespace
  datacenters = var.datacenters
  node_pool   = var.node_pool
  priority    = 80

  group "autoscaler" {
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

    task "autoscaler" {
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
          "autoscaler",
          "run",
          "--config=${NOMAD_TASK_DIR}/autoscaler.yaml",
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
        AWS_REGION          = var.aws_region
      }

      template {
        data          = var.settings
        destination   = "local/autoscaler.yaml"
        change_mode   = "signal"
        change_signal = "SIGHUP"
      }

      service {
        name     = "nomad-ops-autoscaler"
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
        memory = 256
      }

      logs {
        max_files     = 5
        max_file_size = 10
      }
    }
  }
}
