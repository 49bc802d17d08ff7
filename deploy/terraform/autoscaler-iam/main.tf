# What nomad-ops autoscaler may do in AWS: docs/autoscaler-targets.md says which call is for what.

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  # A group's ARN has an id in its middle that is not known before the group is made.
  group_arns = [
    for group in sort(var.groups) :
    "arn:${data.aws_partition.current.partition}:autoscaling:*:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/${group}"
  ]
}

data "aws_iam_policy_document" "autoscaler" {
  # AWS knows no resources for these.
  statement {
    sid = "Read"

    actions = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeInstanceRefreshes",
      "autoscaling:DescribeScalingActivities",
    ]

    resources = ["*"]
  }

  statement {
    sid       = "Size"
    actions   = ["autoscaling:TerminateInstanceInAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"]
    resources = local.group_arns
  }

  # Whose a group is, and no other tag.
  statement {
    sid       = "Claim"
    actions   = ["autoscaling:CreateOrUpdateTags"]
    resources = local.group_arns

    condition {
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = ["nomad-ops.autoscaler/owner"]
    }
  }
}

resource "aws_iam_policy" "autoscaler" {
  name        = "${var.name}-autoscaler"
  description = "nomad-ops autoscaler run: the size of ${length(var.groups)} groups"
  policy      = data.aws_iam_policy_document.autoscaler.json
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "autoscaler" {
  for_each = var.roles

  role       = each.value
  policy_arn = aws_iam_policy.autoscaler.arn
}
