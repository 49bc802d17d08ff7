package nomadops.drainer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.NodeFacts.Alloc;
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
    Map<String, Object> inputs = inputs(doomed, decision);
    String action = DrainDecision.word(decision);
    LOG.info("{}: {}, {}", doomed.instance(), action, decision.reason());
    write(action, doomed.instance().value(), decision.reason(), inputs, "done");
  }

  private static Map<String, Object> inputs(Doomed doomed, DrainDecision decision) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    doomed.deadline().ifPresent(end -> inputs.put("budget_ends", end.toString()));
    switch (decision) {
      case DrainDecision.Cordon cordon -> inputs.put("node", cordon.nodeId());
      case DrainDecision.Drain drain -> {
        inputs.put("node", drain.nodeId());
        inputs.put("deadline_seconds", drain.deadline().toSeconds());
      }
      case DrainDecision.StopJob(String nodeId, Alloc alloc, String _) ->
          put(inputs, nodeId, alloc);
      case DrainDecision.Replace(String nodeId, Alloc alloc, String _) ->
          put(inputs, nodeId, alloc);
      case DrainDecision.Rerun(CutWork cut, String _) -> inputs.putAll(fields(cut));
      case DrainDecision.Restore restore -> inputs.put("node", restore.nodeId());
      case DrainDecision.Complete complete ->
          inputs.put(
              "hooks", complete.hooks().stream().map(h -> h.group() + "/" + h.hook()).toList());
      case DrainDecision.Wait _, DrainDecision.Close _ -> {}
    }
    return inputs;
  }

  private static void put(Map<String, Object> inputs, String nodeId, Alloc alloc) {
    inputs.put("node", nodeId);
    inputs.put("namespace", alloc.namespace());
    inputs.put("job", alloc.job());
    inputs.put("alloc", alloc.id());
  }

  private static Map<String, Object> fields(CutWork cut) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("namespace", cut.namespace());
    fields.put("job", cut.job());
    fields.put("group", cut.group());
    fields.put("alloc", cut.alloc());
    fields.put("ran_seconds", cut.ran().toSeconds());
    cut.replacedBy().ifPresent(alloc -> fields.put("replaced_by", alloc));
    return fields;
  }

  @Override
  public void refused(Doomed doomed, DrainDecision decision, String why) {
    LOG.warn("{}: not done: {}: {}", doomed.instance(), decision.reason(), why);
    write(
        DrainDecision.word(decision),
        doomed.instance().value(),
        decision.reason(),
        inputs(doomed, decision),
        "refused: " + why);
  }

  @Override
  public void cut(Doomed doomed, List<CutWork> cut) {
    for (CutWork one : cut) {
      LOG.warn(
          "{}: the drain cut off batch allocation {} of job {} (group {}, namespace {}) after {} s; {}",
          doomed.instance(),
          one.alloc(),
          one.job(),
          one.group(),
          one.namespace(),
          one.ran().toSeconds(),
          one.replacedBy()
              .map(alloc -> "it was placed anew as " + alloc)
              .orElse("Nomad shows its job as done"));
      write("cut", doomed.instance().value(), "the drain cut it off", fields(one), "cut");
    }
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
