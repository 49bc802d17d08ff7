package nomadops.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.client.model.Evaluation;

/// Evaluations: `/v1/evaluations` and `/v1/evaluation/:id`.
@SuppressWarnings("DoNotCallSuggester")
public final class Evaluations {

  public Answer<Optional<Evaluation>> read(String id) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<Optional<Evaluation>> read(String id, Read read) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// A blocking query: answers when the evaluation has changed after `index`, or after `wait`.
  public Answer<Optional<Evaluation>> read(String id, long index, Duration wait) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<List<Evaluation>> page(Read read) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// All pages, in constant memory.
  public void pages(Read read, PageListener<? super Evaluation> listener)
      throws InterruptedException {
    throw new UnsupportedOperationException("not built yet");
  }

  /// How many evaluations match, in `read.namespace()`.
  public Answer<Long> count(Read read) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Deletes by filter, which needs a paused broker and a management token. Repeat until [#count]
  /// says 0: a delete does not reach what was written while it ran.
  public EvaluationsDeleted deleteByFilter(String namespace, String filter) {
    throw new UnsupportedOperationException("not built yet");
  }
}
