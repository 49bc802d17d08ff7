# nomad-ops drainer: drains clients before AWS takes them, by the notices in an SQS queue (deploy/terraform/asg-lifecycle).
#
#   nomad acl policy apply -namespace default -job nomad-ops-drainer nomad-ops-drainer deploy/acl/drainer.policy.hcl
#   nomad job run -var image=... -var 'queues=["https://sqs.eu-central-1.amazonaws.com/123456789012/nomad-drains"]' \
#     -var node_pool=ops deploy/nomad/drainer.nomad.hcl
#
# It must not run on what it drains: its own machine would have to wait for it. So it has a node pool of its own, `ops`, of machines
# that no group with these hooks launches. Should it be drained all the same: two replicas, on two machines, read one queue;
# what one holds is shown to the other when it stops, at the latest after `visibility`, and every drain goes on from what Nomad knows.

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
  description = "Its own pool: clients of no Auto Scaling group whose notices it reads."
}

variable "queues" {
  type        = list(string)
  description = "URLs of the SQS queues, e.g. the output queue_url of deploy/terraform/asg-lifecycle."

  validation {
    condition     = length(var.queues) > 0
    error_message = "Name at least one SQS queue by its URL."
  }
}

variable "settings" {
  type        = string
  description = "YAML: what a notice calls for, see docs/drainer.md."
  default     = <<-YAML
    deadline: 1h
    margin: 10s
    on-rebalance: cordon
    batch: wait
    log-format: json
  YAML
}

job "nomad-ops-drainer" {
  type        = "service"
  namespace   = var.namespace
  datacenters = var.datacenters
  node_pool   = var.node_pool
  priority    = 80

  group "drainer" {
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

    task "drainer" {
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
          "drainer",
          "run",
          "--config=${NOMAD_TASK_DIR}/drainer.yaml",
          "--admin-address=0.0.0.0:${NOMAD_PORT_admin}",
          "--queues=${join(",", var.queues)}",
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
        destination = "local/drainer.yaml"
        change_mode = "restart"
      }

      service {
        name     = "nomad-ops-drainer"
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
