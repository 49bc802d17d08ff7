package nomadops.client.model;

import java.util.function.ToLongFunction;

/// Sums the tasks of an allocation: those that may run at once are added, and of the three phases
/// the largest counts, each dimension for itself. What keeps whole cores keeps them, and their MHz,
/// in all phases.
final class TaskPhases {
  private Sum before = Sum.NONE;
  private Sum main = Sum.NONE;
  private Sum after = Sum.NONE;
  private Sum kept = Sum.NONE;
  private int cores;

  /// When a task runs.
  ///
  /// @param hook `prestart`, `poststart` or `poststop`; empty for a main task
  record Lifecycle(String hook, boolean sidecar) {
    static final Lifecycle MAIN = new Lifecycle("", false);
  }

  private record Sum(long cpuShares, long memoryMb) {
    static final Sum NONE = new Sum(0, 0);

    Sum plus(Sum more) {
      return new Sum(cpuShares + more.cpuShares, memoryMb + more.memoryMb);
    }
  }

  void add(AllocatedTask task, Lifecycle when) {
    cores += task.cores();
    Sum sum = new Sum(task.cpuShares(), task.memoryMb());
    if (task.cores() > 0) {
      kept = kept.plus(new Sum(task.cpuShares(), 0));
      sum = new Sum(0, task.memoryMb());
    }
    switch (when.hook()) {
      case "prestart" -> {
        before = before.plus(sum);
        main = when.sidecar() ? main.plus(sum) : main;
      }
      case "poststop" -> after = after.plus(sum);
      default -> main = main.plus(sum);
    }
  }

  long cpuShares() {
    return kept.cpuShares() + largest(Sum::cpuShares);
  }

  long memoryMb() {
    return largest(Sum::memoryMb);
  }

  int cores() {
    return cores;
  }

  private long largest(ToLongFunction<Sum> of) {
    return Math.max(of.applyAsLong(main), Math.max(of.applyAsLong(before), of.applyAsLong(after)));
  }
}
