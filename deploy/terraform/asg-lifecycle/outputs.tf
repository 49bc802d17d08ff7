output "queue_url" {
  description = "For `nomad-ops drainer run -queues`."
  value       = aws_sqs_queue.notices.url
}

output "queue_arn" {
  description = "The queue of notices."
  value       = aws_sqs_queue.notices.arn
}

output "dead_letter_queue_url" {
  description = "What nobody could deal with: an alarm on its ApproximateNumberOfMessagesVisible is worth having."
  value       = aws_sqs_queue.dead.url
}

output "parked_queue_url" {
  description = "For `-parked-queue`; null without parked_queue."
  value       = one(aws_sqs_queue.parked[*].url)
}

output "hook_names" {
  description = "Names of the terminate hooks by group; with -self for `-self-hooks`."
  value       = { for group, hook in aws_autoscaling_lifecycle_hook.terminate : group => hook.name }
}

output "drainer_policy_arn" {
  description = "The policy of the drainer that reads the queue."
  value       = aws_iam_policy.drainer.arn
}

output "self_policy_json" {
  description = "The policy of `drainer run -self`, for a role that is made elsewhere."
  value       = data.aws_iam_policy_document.self.json
}
