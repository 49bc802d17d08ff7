# nomad-ops snapshot run: saves Nomad's state each hour, verified. Two replicas; one acts, the holder of the lock.
#
#   nomad acl policy apply -namespace default -job nomad-ops-snapshot nomad-ops-snapshot deploy/acl/snapshot.policy.hcl
#   nomad job run -var image=... -var target=s3://backups/nomad -var aws_region=eu-central-1 deploy/nomad/snapshot.nomad.hcl
#
# It only reads, and deletes nothing but its own older snapshots. Credentials for the bucket are the machine's role; a snapshot
# holds every secret of the cluster, so it should be a machine of the node pool `ops`, where nobody else's work runs.

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
  description = "Its own pool: whoever is root on its machines can read the snapshots."
}

variable "target" {
  type        = string
  description = "Where snapshots are kept: s3://bucket/prefix."

  validation {
    condition     = var.target != ""
    error_message = "Write s3://bucket/prefix. A folder of the client would be another one after each move."
  }
}

variable "aws_region" {
  type        = string
  description = "Region of the bucket."
}

variable "settings" {
  type        = string
  description = "YAML: how often, and what is kept, see docs/snapshot.md."
  default     = <<-YAML
    cluster: global
    interval: 1h
    keep-hourly: 24
    keep-daily: 14
    keep-weekly: 8
    log-format: json
  YAML
}

job "nomad-ops-snapshot" {
  type        = "service"
  namespace   = var.namespace
  datacenters = var.datacenters
  node_pool   = var.node_pool
  priority    = 80

  group "snapshot" {
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

    # Room for one snapshot, before it goes to the bucket.
    ephemeral_disk {
      size = 4000
    }

    network {
      port "admin" {}
    }

    task "snapshot" {
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
          "snapshot",
          "run",
          "--config=${NOMAD_TASK_DIR}/snapshot.yaml",
          "--admin-address=0.0.0.0:${NOMAD_PORT_admin}",
          "--target=${var.target}",
          "--spool=${NOMAD_ALLOC_DIR}/tmp",
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
        destination   = "local/snapshot.yaml"
        change_mode   = "signal"
        change_signal = "SIGHUP"
      }

      service {
        name     = "nomad-ops-snapshot"
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
