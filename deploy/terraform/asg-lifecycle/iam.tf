data "aws_iam_policy_document" "drainer" {
  statement {
    sid       = "Notices"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.notices.arn]
  }

  statement {
    sid       = "HookActions"
    actions   = ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"]
    resources = local.group_arns
  }

  # AWS knows no resource for it.
  statement {
    sid       = "HookTerms"
    actions   = ["autoscaling:DescribeLifecycleHooks"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = aws_sqs_queue.parked

    content {
      sid       = "Parked"
      actions   = ["sqs:SendMessage"]
      resources = [statement.value.arn]
    }
  }

  # To read what EventBridge encrypted, and to write to the parked queue.
  dynamic "statement" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]

    content {
      sid       = "Key"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }
}

# For the machine itself: it finds its group and its hooks, and its queue is the metadata service.
data "aws_iam_policy_document" "self" {
  statement {
    sid       = "HookActions"
    actions   = ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"]
    resources = local.group_arns
  }

  # AWS knows no resources for these.
  statement {
    sid       = "OwnHooks"
    actions   = ["autoscaling:DescribeAutoScalingInstances", "autoscaling:DescribeLifecycleHooks"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "drainer" {
  name        = "${var.name}-drainer"
  description = "nomad-ops drainer run -queues: one queue, and the hooks of ${length(var.groups)} groups"
  policy      = data.aws_iam_policy_document.drainer.json
  tags        = var.tags
}

resource "aws_iam_policy" "self" {
  count = length(var.self_roles) > 0 ? 1 : 0

  name        = "${var.name}-drainer-self"
  description = "nomad-ops drainer run -self: the hooks of ${length(var.groups)} groups"
  policy      = data.aws_iam_policy_document.self.json
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "drainer" {
  for_each = var.drainer_roles

  role       = each.value
  policy_arn = aws_iam_policy.drainer.arn
}

resource "aws_iam_role_policy_attachment" "self" {
  for_each = var.self_roles

  role       = each.value
  policy_arn = aws_iam_policy.self[0].arn
}
