# nomad-ops gc run --once as a periodic job: for clusters that want no process that stays. In place of gc.nomad.hcl, not beside it.
#
#   nomad acl policy apply -namespace default -job nomad-ops-gc-once nomad-ops-gc-once deploy/acl/gc.policy.hcl
#   nomad job run -var image=registry.example.com/nomad-ops:0.1.0 deploy/nomad/gc-once.nomad.hcl
#
# It cannot collect itself: what runs is not dead, and a periodic parent is deleted only when somebody stopped it. Its own earlier
# runs are dead batch jobs like others, and go after keep-for.

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
  description = "Where it may run."
}

variable "crons" {
  type        = list(string)
  default     = ["*/15 * * * *"]
  description = "When it runs, in UTC."
}

variable "settings" {
  type        = string
  description = "YAML: what to delete and how gently, see docs/gc.md."
  default     = <<-YAML
    keep-for: 4h
    pace: normal
    log-format: json
  YAML
}

job "nomad-ops-gc-once" {
  type        = "batch"
  namespace   = var.namespace
  datacenters = var.datacenters
  node_pool   = var.node_pool
  priority    = 80

  periodic {
    crons            = var.crons
    prohibit_overlap = true
    time_zone        = "UTC"
  }

  group "gc-once" {
    # The next run comes soon: exit 4 says that another holds the lock, exit 1 that something could not be deleted.
    restart {
      attempts = 0
      mode     = "fail"
    }

    reschedule {
      attempts  = 0
      unlimited = false
    }

    task "gc-once" {
      driver = "docker"
      user   = "65532"

      config {
        image           = var.image
        entrypoint      = ["/opt/nomad-ops/bin/nomad-ops"]
        readonly_rootfs = true
        cap_drop        = ["all"]
        security_opt    = ["no-new-privileges"]
        args = [
          "gc",
          "run",
          "--once",
          "--config=${NOMAD_TASK_DIR}/gc.yaml",
          "--admin-address=127.0.0.1:0",
          "--namespace=*", # Nomad gives each task its own namespace as NOMAD_NAMESPACE, and only that would be collected
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
        destination = "local/gc.yaml"
        change_mode = "noop"
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
