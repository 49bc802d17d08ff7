package nomadops.health.scheduling;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.health.scheduling.policy.Outcome;
import org.jspecify.annotations.Nullable;

/// What `/status` says of the canary and of what follows from it.
public final class CanaryPage implements Looks {
  private final InstantSource clock;
  private volatile @Nullable Look latest;
  private volatile boolean leading;

  private record Look(Outcome outcome, Instant at) {}

  public CanaryPage(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void looked(Outcome outcome) {
    latest = new Look(outcome, clock.instant());
    leading = true;
  }

  @Override
  public void notLeading() {
    leading = false;
  }

  /// The latest look, also when it is long ago: `looked_at` says when.
  ///
  /// @param watch empty when a wedged leader is left alone
  public Map<String, ?> tree(Optional<WedgeWatch> watch) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("leading", leading);
    Look look = latest;
    if (look != null) {
      body.put("outcome", look.outcome().word());
      body.put("reason", look.outcome().reason());
      body.put("looked_at", look.at().toString());
    }
    watch.ifPresent(present -> body.put("wedge", wedge(present)));
    return body;
  }

  private static Map<String, ?> wedge(WedgeWatch watch) {
    Map<String, Object> body = new LinkedHashMap<>();
    watch
        .latest()
        .ifPresent(decision -> {
          body.put("decision", decision.word());
          body.put("reason", decision.reason());
        });
    Optional<String> condemned = watch.condemned();
    body.put("condemned", condemned.isPresent());
    condemned.ifPresent(why -> body.put("condemned_for", why));
    return body;
  }
}
