package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditRecord;
import nomadops.runtime.audit.AuditUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what happens: each move and what became of it, in the log for people and in the audit log
/// for good; and what holds a pool back, when that changes.
public final class Journal implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private final Optional<AuditLog> audit;
  private final InstantSource clock;
  private final Map<String, List<String>> held = new HashMap<>();

  public Journal(Optional<AuditLog> audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void decided(PoolReport report) {
    String pool = report.terms().pool();
    report.deeds().forEach(deed -> tell(pool, inputs(report.step().account()), deed));
    List<String> holds = report.step().account().outHolds();
    List<String> gist = holds.stream().map(Account::withoutFigures).toList();
    if (report.leading() && !gist.equals(held.put(pool, gist)) && !holds.isEmpty()) {
      LOG.warn("pool {}: {}", pool, String.join("; ", holds));
    }
  }

  @Override
  public void turned(Instant at, List<Unscalable> skipped, Duration took) {
    LOG.debug("turned in {} ms, {} groups wait for no pool", took.toMillis(), skipped.size());
  }

  @Override
  public void follow(List<String> pools) {
    held.keySet().retainAll(pools);
  }

  @Override
  public void released(String pool, List<Deed> deeds) {
    deeds.forEach(deed -> tell(pool, Map.of(), deed));
  }

  private static Map<String, Object> inputs(Account account) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("active", account.strength().active());
    inputs.put("size", account.strength().size());
    inputs.put("coming", account.strength().coming());
    inputs.put("needed", account.need().now());
    return inputs;
  }

  private void tell(String pool, Map<String, Object> more, Deed deed) {
    String what = MoveWords.text(deed.move());
    switch (deed.outcome()) {
      case Outcome.Done _, Outcome.Already _ ->
          LOG.info("pool {}: {}: {}", pool, what, deed.move().reason());
      case Outcome.Later(String why) -> LOG.warn("pool {}: {}: not yet: {}", pool, what, why);
      case Outcome.Refused(String why) -> LOG.warn("pool {}: {}: not done: {}", pool, what, why);
    }
    audit.ifPresent(log -> write(log, pool, more, deed));
  }

  /// A machine that is needed does not wait for an audit log that cannot be written.
  private void write(AuditLog log, String pool, Map<String, Object> more, Deed deed) {
    Map<String, Object> inputs = new LinkedHashMap<>(MoveWords.fields(deed.move()));
    inputs.putAll(more);
    String outcome =
        switch (deed.outcome()) {
          case Outcome.Done _ -> "done";
          case Outcome.Already(String why) -> "already: " + why;
          case Outcome.Later(String why) -> "failed: " + why;
          case Outcome.Refused(String why) -> "refused: " + why;
        };
    try {
      log.record(
          new AuditRecord(
              clock.instant(),
              "autoscaler",
              MoveWords.word(deed.move()),
              pool,
              deed.move().reason(),
              inputs,
              outcome));
    } catch (AuditUnavailable e) {
      LOG.warn("the audit log cannot be written: {}", e.getMessage());
    }
  }
}
