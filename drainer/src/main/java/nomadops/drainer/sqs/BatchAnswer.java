package nomadops.drainer.sqs;

import java.util.List;
import nomadops.drainer.sqs.Queue.Outcome;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;

/// What AWS says of each entry of a batch (DeleteMessageBatch, ChangeMessageVisibilityBatch; API
/// 2012-11-05). The request is answered with 200 even if all of them fail.
///
/// @param successful the ids of entries, as [#id(int)] gives them
record BatchAnswer(List<String> successful, List<BatchResultErrorEntry> failed) {
  BatchAnswer {
    successful = List.copyOf(successful);
    failed = List.copyOf(failed);
  }

  static BatchAnswer of(DeleteMessageBatchResponse answer) {
    return new BatchAnswer(
        answer.successful().stream().map(DeleteMessageBatchResultEntry::id).toList(),
        answer.failed());
  }

  static BatchAnswer of(ChangeMessageVisibilityBatchResponse answer) {
    return new BatchAnswer(
        answer.successful().stream().map(ChangeMessageVisibilityBatchResultEntry::id).toList(),
        answer.failed());
  }

  /// An entry is named by its place in the batch: ids of messages are not made for it.
  static String id(int place) {
    return Integer.toString(place);
  }

  /// The answer for the message of an entry. It is done only if AWS says so, and nothing else.
  ///
  /// @param action what was asked for this message, such as `delete message m from`
  Outcome outcome(int place, String queue, String action) {
    String id = id(place);
    return failed.stream()
        .filter(entry -> id.equals(entry.id()))
        .findFirst()
        .<Outcome>map(entry -> SqsFaults.of(queue, action, entry))
        .orElseGet(() ->
            successful.contains(id) ? new Outcome.Done() : SqsFaults.unmentioned(queue, action));
  }
}
