# A role for the machines that the autoscaler runs on; the groups exist already.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  type        = string
  default     = "eu-central-1"
  description = "Where the groups are."
}

data "aws_iam_policy_document" "ec2" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "ops" {
  name               = "nomad-ops-autoscaler"
  assume_role_policy = data.aws_iam_policy_document.ec2.json
}

resource "aws_iam_instance_profile" "ops" {
  name = "nomad-ops-autoscaler"
  role = aws_iam_role.ops.name
}

module "autoscaler" {
  source = "../.."

  name   = "nomad"
  groups = ["nomad-batch-spot", "nomad-batch-on-demand"]
  roles  = [aws_iam_role.ops.name]
}

output "policy_arn" {
  description = "The policy that the role got."
  value       = module.autoscaler.policy_arn
}
