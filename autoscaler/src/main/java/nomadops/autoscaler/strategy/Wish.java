package nomadops.autoscaler.strategy;

import java.util.List;

/// What a strategy wants done, at once and in this order: uncordon, cordon, drain, terminate,
/// launch. Nodes are named by their index in the view that was given. What cannot be done is not
/// done, and counted: to terminate a node that is not empty or still launches, to launch beyond the
/// most.
///
/// @param launch so many new nodes
/// @param cordon these take no new work
/// @param uncordon these take work again
/// @param terminate these, which are empty, end
/// @param drain these end when they are empty, or at the deadline
/// @param deadlineMillis from now, for those in `drain`
public record Wish(
    int launch,
    List<Integer> cordon,
    List<Integer> uncordon,
    List<Integer> terminate,
    List<Integer> drain,
    long deadlineMillis) {
  /// All is well.
  public static final Wish NONE = launch(0);

  public Wish {
    cordon = List.copyOf(cordon);
    uncordon = List.copyOf(uncordon);
    terminate = List.copyOf(terminate);
    drain = List.copyOf(drain);
  }

  public static Wish launch(int nodes) {
    return new Wish(nodes, List.of(), List.of(), List.of(), List.of(), 0);
  }

  public static Wish terminate(List<Integer> nodes) {
    return new Wish(0, List.of(), List.of(), nodes, List.of(), 0);
  }

  public static Wish drain(List<Integer> nodes, long deadlineMillis) {
    return new Wish(0, List.of(), List.of(), List.of(), nodes, deadlineMillis);
  }
}
