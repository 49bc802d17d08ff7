package nomadops.drainer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditRecord;
import nomadops.runtime.audit.AuditUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what happens: in the log for people, in the audit log for good. A drain does not wait for
/// an audit log that cannot be written: the instance goes whether it is written down or not.
public final class Journal implements Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private final Optional<AuditLog> audit;
  private final InstantSource clock;

  public Journal(Optional<AuditLog> audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void received(Notice notice) {
    LOG.info("{}: {} of {}", notice.instance(), notice.kind(), notice.at());
    write(
        "notice",
        notice.instance().value(),
        notice.kind(),
        Map.of("key", notice.key()),
        "taken on");
  }

  @Override
  public void performed(Doomed doomed, DrainDecision decision) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    doomed.deadline().ifPresent(end -> inputs.put("budget_ends", end.toString()));
    String action =
        switch (decision) {
          case DrainDecision.Cordon cordon -> {
            inputs.put("node", cordon.nodeId());
            yield "cordon";
          }
          case DrainDecision.Drain drain -> {
            inputs.put("node", drain.nodeId());
            inputs.put("deadline_seconds", drain.deadline().toSeconds());
            yield switch (drain.kind()) {
              case START -> "drain";
              case SHORTEN -> "shorten drain";
              case NUDGE -> "end drain";
            };
          }
          case DrainDecision.Restore restore -> {
            inputs.put("node", restore.nodeId());
            yield "restore";
          }
          case DrainDecision.Complete complete -> {
            inputs.put(
                "hooks", complete.hooks().stream().map(h -> h.group() + "/" + h.hook()).toList());
            yield "complete";
          }
          case DrainDecision.Wait _ -> "wait";
          case DrainDecision.Close _ -> "close";
        };
    LOG.info("{}: {}, {}", doomed.instance(), action, decision.reason());
    write(action, doomed.instance().value(), decision.reason(), inputs, "done");
  }

  @Override
  public void failed(Doomed doomed, String what, RuntimeException fault) {
    LOG.warn("{}: failed, and is tried again: {}: {}", doomed.instance(), what, fault.getMessage());
  }

  @Override
  public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
    LOG.info(
        "{}: {} after {} s, {}", doomed.instance(), how.ending(), took.toSeconds(), how.reason());
    write(
        "close",
        doomed.instance().value(),
        how.reason(),
        Map.of("seconds", took.toSeconds(), "notices", doomed.notices().size()),
        how.ending().toString());
  }

  private void write(
      String action, String subject, String reason, Map<String, Object> inputs, String outcome) {
    audit.ifPresent(log -> {
      try {
        log.record(
            new AuditRecord(clock.instant(), "drainer", action, subject, reason, inputs, outcome));
      } catch (AuditUnavailable e) {
        LOG.error("the audit log cannot be written: {}", e.getMessage());
      }
    });
  }
}
