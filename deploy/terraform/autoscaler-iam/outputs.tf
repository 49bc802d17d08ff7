output "policy_arn" {
  description = "The policy of the autoscaler."
  value       = aws_iam_policy.autoscaler.arn
}

output "policy_json" {
  description = "The same as JSON, for a role that is made elsewhere."
  value       = data.aws_iam_policy_document.autoscaler.json
}
