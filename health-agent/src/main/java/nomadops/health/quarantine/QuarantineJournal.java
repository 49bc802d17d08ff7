package nomadops.health.quarantine;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nomadops.health.quarantine.Turn.Deed;
import nomadops.health.quarantine.effect.Outcome;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.Guard;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditRecord;
import nomadops.runtime.audit.AuditUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what happens: in the log for people, and each thing that was done in the audit log. What
/// holds clients back is told when it changes.
public final class QuarantineJournal implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger(QuarantineJournal.class);

  private final Optional<AuditLog> audit;
  private final InstantSource clock;
  private Map<String, Guard> held = Map.of();
  private Set<String> causes = Set.of();
  private String trouble = "";

  public QuarantineJournal(Optional<AuditLog> audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void turned(Turn turn) {
    trouble(turn.reading().trouble().orElse(""));
    causes(turn);
    holds(turn);
    turn.deeds().forEach(this::deed);
  }

  private void trouble(String now) {
    if (now.isEmpty() && !trouble.isEmpty()) {
      LOG.info("the cluster can be read again");
    } else if (!now.isEmpty() && trouble.isEmpty()) {
      LOG.warn("the cluster cannot be read, so nothing is done: {}", now);
    }
    trouble = now;
  }

  private void causes(Turn turn) {
    Set<String> now = new HashSet<>();
    turn.causes()
        .forEach(cause -> {
          now.add(cause.cause().word());
          if (!causes.contains(cause.cause().word())) {
            LOG.warn("common cause: {}", cause.reason());
          }
        });
    causes.stream()
        .filter(word -> !now.contains(word))
        .forEach(word -> LOG.info("no longer common: {}", word));
    causes = now;
  }

  /// A line for each client that would be quarantined, and one for all that each other guard holds.
  private void holds(Turn turn) {
    Map<String, Guard> now = new HashMap<>();
    Map<Guard, Integer> fresh = new TreeMap<>();
    turn.holds()
        .forEach(hold -> {
          now.put(hold.node(), hold.guard());
          if (hold.guard() != held.get(hold.node())) {
            fresh.merge(hold.guard(), 1, Integer::sum);
            if (hold.guard() == Guard.DRY_RUN) {
              LOG.info("client {}: {}", hold.name(), hold.reason());
            } else {
              LOG.debug("client {}: {}: {}", hold.name(), hold.guard().word(), hold.reason());
            }
          }
        });
    fresh.remove(Guard.DRY_RUN);
    if (!fresh.isEmpty()) {
      LOG.info(
          "left alone: {}",
          fresh.entrySet().stream()
              .map(entry -> entry.getValue() + " more by " + entry.getKey().word())
              .collect(Collectors.joining(", ")));
    }
    held = now;
  }

  private void deed(Deed deed) {
    switch (deed.decision()) {
      case Decision.Quarantine d -> tell("quarantine", d.node(), d.name(), deed);
      case Decision.Release d -> tell("release", d.node(), d.name(), deed);
      case Decision.Disown d -> tell("disown", d.node(), d.name(), deed);
      case Decision.Hold _, Decision.CommonCause _ -> {
        // Told above.
      }
    }
  }

  private void tell(String what, String node, String name, Deed deed) {
    String reason = deed.decision().reason();
    switch (deed.outcome()) {
      case Outcome.Done _ -> LOG.info("client {}: {}: {}", name, what, reason);
      case Outcome.NotDone(String why) ->
          LOG.warn("client {}: {} was not done: {}", name, what, why);
      case Outcome.Unknown(String why) ->
          LOG.warn("client {}: {} may have been done: {}", name, what, why);
    }
    audit.ifPresent(log -> write(log, what, node, name, deed));
  }

  /// A sick client does not wait for an audit log that cannot be written.
  private void write(AuditLog log, String what, String node, String name, Deed deed) {
    Outcome outcome = deed.outcome();
    String became =
        outcome.reason().isEmpty() ? outcome.word() : outcome.word() + ": " + outcome.reason();
    try {
      log.record(
          new AuditRecord(
              clock.instant(),
              "health",
              what,
              node,
              deed.decision().reason(),
              Map.of("name", name),
              became));
    } catch (AuditUnavailable e) {
      LOG.warn("the audit log cannot be written: {}", e.getMessage());
    }
  }
}
