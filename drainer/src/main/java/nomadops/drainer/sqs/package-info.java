/// Queues of SQS. Messages enter and are kept invisible while their notices are worked on; each is
/// deleted when all of it is done, and not before; what nobody can read is parked. What is due for
/// a message is decided by a pure plan. Read [nomadops.drainer.sqs.QueueIntake] first, then
/// [nomadops.drainer.sqs.VisibilityPlan].
@NullMarked
package nomadops.drainer.sqs;

import org.jspecify.annotations.NullMarked;
