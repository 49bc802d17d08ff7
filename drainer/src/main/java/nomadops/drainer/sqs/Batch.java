package nomadops.drainer.sqs;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/// What is due for up to [Queue#AT_ONCE] messages, and goes to AWS as one request.
sealed interface Batch {
  /// In the order of the request.
  List<? extends Due> dues();

  /// To be deleted (DeleteMessageBatch).
  record Delete(List<Due.Delete> dues) implements Batch {
    public Delete {
      dues = List.copyOf(dues);
    }
  }

  /// To be hidden, each for its own time (ChangeMessageVisibilityBatch).
  record Hide(List<Due.Hiding> dues) implements Batch {
    public Hide {
      dues = List.copyOf(dues);
    }
  }

  /// To be sent to another queue.
  record Move(Due.Park due, ParkedElsewhere to) implements Batch {
    @Override
    public List<Due.Park> dues() {
      return List.of(due);
    }
  }

  /// As few batches as there can be; within each kind the order is kept. What is hidden goes first:
  /// a renewal that is late shows its message to others, a deletion that is late harms nobody.
  static List<Batch> of(List<Due> dues, Parked parked) {
    Stream<Batch> hidden =
        batches(
            dues.stream().filter(due -> !moves(due, parked)), Due.Hiding.class, Batch.Hide::new);
    Stream<Batch> deleted = batches(dues.stream(), Due.Delete.class, Batch.Delete::new);
    return Stream.of(hidden, deleted, moved(dues, parked)).flatMap(each -> each).toList();
  }

  private static <D extends Due> Stream<Batch> batches(
      Stream<Due> dues, Class<D> kind, Function<List<D>, Batch> batch) {
    return dues.filter(kind::isInstance)
        .map(kind::cast)
        .gather(Gatherers.windowFixed(Queue.AT_ONCE))
        .map(batch);
  }

  private static boolean moves(Due due, Parked parked) {
    return due instanceof Due.Park && parked instanceof ParkedElsewhere;
  }

  private static Stream<Batch> moved(List<Due> dues, Parked parked) {
    return switch (parked) {
      case Parked.InPlace() -> Stream.empty();
      case ParkedElsewhere other ->
          dues.stream()
              .filter(Due.Park.class::isInstance)
              .map(due -> new Batch.Move((Due.Park) due, other));
    };
  }
}
