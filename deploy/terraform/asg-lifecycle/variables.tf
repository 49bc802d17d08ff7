variable "name" {
  type        = string
  description = "Name of the queue, and beginning of the names of all the rest: one for each Nomad cluster."

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,40}$", var.name))
    error_message = "The name is 1 to 40 letters, digits, hyphens and underscores: the names of queues, rules and policies are made from it."
  }
}

variable "groups" {
  type        = set(string)
  description = "Names of the Auto Scaling groups whose machines are drained before they go."

  validation {
    condition     = length(var.groups) > 0 && alltrue([for group in var.groups : can(regex("^[^:*?]{1,255}$", group))])
    error_message = "Name at least one Auto Scaling group, whole: wildcards and colons are not taken."
  }
}

variable "heartbeat_timeout" {
  type        = number
  default     = 300
  description = "Seconds that AWS waits for a heartbeat. The drainer sends one at a third of it, so a drain takes up to 100 times as long, 48 h at most; without a drainer the machine goes after it."

  validation {
    condition     = var.heartbeat_timeout >= 30 && var.heartbeat_timeout <= 7200 && floor(var.heartbeat_timeout) == var.heartbeat_timeout
    error_message = "AWS takes 30 to 7200 whole seconds."
  }
}

variable "default_result" {
  type        = string
  default     = "CONTINUE"
  description = "What AWS does when nobody sends heartbeats: CONTINUE ends the machine as usual, ABANDON skips further hooks."

  validation {
    condition     = contains(["CONTINUE", "ABANDON"], var.default_result)
    error_message = "Write CONTINUE or ABANDON."
  }
}

variable "launch_hook" {
  type        = bool
  default     = false
  description = "Whether a new machine waits until its Nomad node is ready, e.g. for warm pools. Should that never be, it is given up after launch_timeout."
}

variable "launch_timeout" {
  type        = number
  default     = 600
  description = "Seconds that AWS waits for a heartbeat of a machine that launches; then it ends it and launches another."

  validation {
    condition     = var.launch_timeout >= 30 && var.launch_timeout <= 7200 && floor(var.launch_timeout) == var.launch_timeout
    error_message = "AWS takes 30 to 7200 whole seconds."
  }
}

variable "notices" {
  type        = set(string)
  default     = ["spot", "rebalance", "state-change", "health"]
  description = "Which notices besides those of hooks are sent: spot, rebalance, state-change, health. They carry no group, so they come of every instance of the account in this region."

  validation {
    condition     = alltrue([for notice in var.notices : contains(["spot", "rebalance", "state-change", "health"], notice)])
    error_message = "The notices are spot, rebalance, state-change and health."
  }
}

variable "visibility_timeout" {
  type        = number
  default     = 60
  description = "Seconds that a message is hidden after it was received, where a reader names none. The drainer names its own (visibility, 1m)."

  validation {
    condition     = var.visibility_timeout >= 10 && var.visibility_timeout <= 43200
    error_message = "Take 10 to 43200 seconds."
  }
}

variable "retention" {
  type        = number
  default     = 345600
  description = "Seconds that a notice is kept: how long no drainer may run before one is lost. The dead-letter queue keeps 14 days, counted from when the notice came."

  validation {
    condition     = var.retention >= 172800 && var.retention < 1209600
    error_message = "Take 172800 seconds (a drain may take 48 h, and its message is kept as long) to less than 1209600 (14 days, what the dead-letter queue keeps)."
  }
}

variable "max_receive_count" {
  type        = number
  default     = 20
  description = "Deliveries after which a message goes to the dead-letter queue. Each restart of a drainer is one, too: 20 for one cluster, 100 for a queue that several share."

  validation {
    condition     = var.max_receive_count >= 10 && var.max_receive_count <= 1000
    error_message = "Take 10 to 1000: the drainer parks what it cannot read at the third delivery (park-after), and restarts need room."
  }
}

variable "parked_queue" {
  type        = bool
  default     = false
  description = "Whether there is a queue that the drainer moves messages to that nobody can read (its setting parked-queue)."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "A KMS key for the queues in place of SQS' own. Its key policy must let events.amazonaws.com use kms:GenerateDataKey and kms:Decrypt."
}

variable "drainer_roles" {
  type        = set(string)
  default     = []
  description = "Names of IAM roles that get the drainer's policy, e.g. that of the machines the drainer runs on."
}

variable "self_roles" {
  type        = set(string)
  default     = []
  description = "Names of the roles of the groups' own machines, where `drainer run -self` runs on each of them."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of everything that is made."
}
