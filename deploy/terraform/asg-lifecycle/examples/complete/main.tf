# One group of spot machines, their notices, and a role for the machines that the drainer runs on.

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
  description = "Where everything is."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Where the machines start."
}

variable "ami" {
  type        = string
  description = "An image with a Nomad client that joins by itself."
}

resource "aws_launch_template" "batch" {
  name_prefix   = "nomad-batch-"
  image_id      = var.ami
  instance_type = "m6i.2xlarge"

  instance_market_options {
    market_type = "spot"
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2 # containers are one hop further
  }
}

resource "aws_autoscaling_group" "batch" {
  name                = "nomad-batch"
  min_size            = 0
  max_size            = 50
  vpc_zone_identifier = var.subnet_ids

  # To balance zones AWS ends machines and does not ask what runs there.
  suspended_processes = ["AZRebalance"]

  launch_template {
    id      = aws_launch_template.batch.id
    version = "$Latest"
  }

  lifecycle {
    ignore_changes = [desired_capacity, tag] # the autoscaler's: the size, and whose the group is
  }
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
  name               = "nomad-ops"
  assume_role_policy = data.aws_iam_policy_document.ec2.json
}

module "drains" {
  source = "../.."

  name          = "nomad-drains"
  groups        = [aws_autoscaling_group.batch.name]
  drainer_roles = [aws_iam_role.ops.name]
}

output "run" {
  description = "What to start."
  value       = "nomad-ops drainer run -queues ${module.drains.queue_url}"
}
