# nomad-ops snapshot save as a periodic job: for clusters that want no process that stays. In place of snapshot.nomad.hcl.
#
#   nomad acl policy apply -namespace default -job nomad-ops-snapshot-save nomad-ops-snapshot-save deploy/acl/snapshot.policy.hcl
#   nomad job run -var image=... -var target=s3://backups/nomad -var aws_region=eu-central-1 deploy/nomad/snapshot-save.nomad.hcl
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

variable "crons" {
  type        = list(string)
  default     = ["17 * * * *"]
  description = "When it runs, in UTC."
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
  description = "YAML: what is kept, see docs/snapshot.md."
  default     = <<-YAML
    cluster: global
    keep-hourly: 24
    keep-daily: 14
    keep-weekly: 8
    log-format: json
  YAML
}

job "nomad-ops-snapshot-save" {
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

  group "snapshot-save" {
    # The next run comes soon: exit 4 says that another holds the lock, exit 1 that nothing was saved.
    restart {
      attempts = 0
      mode     = "fail"
    }

    reschedule {
      attempts  = 0
      unlimited = false
    }

    # Room for one snapshot, before it goes to the bucket.
    ephemeral_disk {
      size = 4000
    }

    task "snapshot-save" {
      driver = "docker"
      user   = "65532"

      config {
        image           = var.image
        entrypoint      = ["/opt/nomad-ops/bin/nomad-ops"]
        readonly_rootfs = true
        cap_drop        = ["all"]
        security_opt    = ["no-new-privileges"]
        args = [
          "snapshot",
          "save",
          "--prune",
          "--leader=lock",
          "--target=${var.target}",
          "--config=${NOMAD_TASK_DIR}/snapshot.yaml",
          "--spool=${NOMAD_ALLOC_DIR}/tmp",
        ]
      }

      kill_timeout = "30s" # its stop takes 25 s at most; a client allows no more than 30 s unless max_kill_timeout is raised

      identity {
        env = true
      }

      env {
        AWS_REGION = var.aws_region
        NOMAD_ADDR = "unix://${NOMAD_SECRETS_DIR}/api.sock"
        # The root is read-only, and a native library has to be unpacked for the socket: a tmpfs would not do, it is noexec.
        NOMAD_OPS_JAVA_OPTS = "-Djava.io.tmpdir=${NOMAD_ALLOC_DIR}/tmp"
      }

      template {
        data        = var.settings
        destination = "local/snapshot.yaml"
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
