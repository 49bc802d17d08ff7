# Notices of machines that go, by EventBridge into one queue: docs/drainer.md says what the drainer makes of each.

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  # A group's ARN has an id in its middle that is not known before the group is made.
  group_arns = [
    for group in sort(var.groups) :
    "arn:${data.aws_partition.current.partition}:autoscaling:*:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/${group}"
  ]

  patterns = {
    lifecycle = {
      source        = ["aws.autoscaling"]
      "detail-type" = ["EC2 Instance-terminate Lifecycle Action", "EC2 Instance-launch Lifecycle Action"]
      detail        = { AutoScalingGroupName = sort(var.groups) }
    }
    spot = {
      source        = ["aws.ec2"]
      "detail-type" = ["EC2 Spot Instance Interruption Warning"]
    }
    rebalance = {
      source        = ["aws.ec2"]
      "detail-type" = ["EC2 Instance Rebalance Recommendation"]
    }
    "state-change" = {
      source        = ["aws.ec2"]
      "detail-type" = ["EC2 Instance State-change Notification"]
      detail        = { state = ["stopping", "stopped", "shutting-down", "terminated"] }
    }
    health = {
      source        = ["aws.health"]
      "detail-type" = ["AWS Health Event"]
      detail        = { service = ["EC2"], eventTypeCategory = ["scheduledChange"] }
    }
  }

  # As JSON, since the patterns are of different shapes.
  rules = {
    for name, pattern in local.patterns : name => jsonencode(pattern)
    if name == "lifecycle" || contains(var.notices, name)
  }
}

resource "aws_autoscaling_lifecycle_hook" "terminate" {
  for_each = var.groups

  name                   = "${var.name}-terminate"
  autoscaling_group_name = each.value
  lifecycle_transition   = "autoscaling:EC2_INSTANCE_TERMINATING"
  heartbeat_timeout      = var.heartbeat_timeout
  default_result         = var.default_result

  # A machine that ends before the notice has a way to the drainer would wait for nobody.
  depends_on = [aws_cloudwatch_event_target.queue, aws_sqs_queue_policy.notices]
}

resource "aws_autoscaling_lifecycle_hook" "launch" {
  for_each = var.launch_hook ? var.groups : []

  name                   = "${var.name}-launch"
  autoscaling_group_name = each.value
  lifecycle_transition   = "autoscaling:EC2_INSTANCE_LAUNCHING"
  heartbeat_timeout      = var.launch_timeout
  default_result         = "ABANDON"

  depends_on = [aws_cloudwatch_event_target.queue, aws_sqs_queue_policy.notices]
}

resource "aws_cloudwatch_event_rule" "notice" {
  for_each = local.rules

  name          = "${var.name}-${each.key}"
  description   = "What nomad-ops drainer is told: ${each.key}"
  event_pattern = each.value
  tags          = var.tags
}

resource "aws_cloudwatch_event_target" "queue" {
  for_each = aws_cloudwatch_event_rule.notice

  rule      = each.value.name
  target_id = "drainer"
  arn       = aws_sqs_queue.notices.arn

  # What EventBridge could not put into the queue within a day.
  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }
}
