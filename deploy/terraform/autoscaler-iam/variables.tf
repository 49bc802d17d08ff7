variable "name" {
  type        = string
  description = "Beginning of the policy's name: one for each Nomad cluster."

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "The name is 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "groups" {
  type        = set(string)
  description = "Names of the Auto Scaling groups that the autoscaler sizes: those of `pools[].groups[].asg`."

  validation {
    condition     = length(var.groups) > 0 && alltrue([for group in var.groups : can(regex("^[^:*?]{1,255}$", group))])
    error_message = "Name at least one Auto Scaling group, whole: wildcards and colons are not taken."
  }
}

variable "roles" {
  type        = set(string)
  default     = []
  description = "Names of IAM roles that get the policy, e.g. that of the machines the autoscaler runs on."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the policy."
}
