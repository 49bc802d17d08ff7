package nomadops.drainer.plan;

import java.time.Duration;

/// What a notice calls for.
public sealed interface Response {

  /// Drain at once.
  record Drain() implements Response {}

  /// Stop what is left at once: the instance is on its way out already.
  record Force() implements Response {}

  /// Drain so long before the announced time; at once if none is announced.
  record DrainAhead(Duration lead) implements Response {}

  /// Only keep new work away.
  record Cordon() implements Response {}

  /// A new instance: let its Auto Scaling group go on when its node is ready.
  record Welcome() implements Response {}

  /// Nothing.
  record Ignore() implements Response {}
}
