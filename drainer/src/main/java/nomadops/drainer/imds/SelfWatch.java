package nomadops.drainer.imds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import nomadops.client.time.Pause;
import nomadops.drainer.imds.MetadataDocuments.Found;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches over the instance that we run on, by polling its metadata service every two seconds (AWS
/// asks for every five at least). A document that cannot be had or read holds up no other.
public final class SelfWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SelfWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final InstanceMetadata metadata;
  private final SelfListener listener;
  private final InstantSource clock;
  private final Pause pause;
  private final Set<String> told = new HashSet<>();
  private final Map<String, Notice.Maintenance> scheduled = new HashMap<>();
  private final Map<String, Fault> faults = new ConcurrentSkipListMap<>();
  private @Nullable InstanceId instance;
  private boolean targetTold;

  private record Fault(Instant since, String reason) {}

  public SelfWatch(
      InstanceMetadata metadata, SelfListener listener, InstantSource clock, Pause pause) {
    this.metadata = metadata;
    this.listener = listener;
    this.clock = clock;
    this.pause = pause;
  }

  /// Polls until told to stop.
  ///
  /// @param stop asked before each poll
  public void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      poll();
      pause.sleep(EVERY);
    }
  }

  /// Nothing when the last poll got all that it asked for, else since when it does not, and why.
  public Optional<String> health() {
    return faults.entrySet().stream()
        .min(Map.Entry.comparingByValue(Comparator.comparing(Fault::since)))
        .map(worst ->
            "the metadata service gives no %s since %s: %s"
                .formatted(worst.getKey(), worst.getValue().since(), worst.getValue().reason()));
  }

  /// Reads every document once.
  void poll() {
    InstanceId self = self();
    if (self == null) {
      return;
    }
    look("spot action", metadata::spotAction, text -> MetadataDocuments.spot(text, self));
    look("rebalance", metadata::rebalance, text -> MetadataDocuments.rebalance(text, self));
    look(
        "maintenance",
        metadata::maintenance,
        text -> withCancelled(MetadataDocuments.maintenance(text, self, clock.instant())));
    lookAtTarget();
  }

  private @Nullable InstanceId self() {
    InstanceId known = instance;
    if (known == null) {
      known = ask("instance id", metadata::instanceId, _ -> List.of());
      instance = known;
    }
    return known;
  }

  private void look(
      String name, Supplier<Optional<String>> document, Function<String, Found> meaning) {
    Found found = ask(name, () -> document.get().map(meaning).orElse(Found.NOTHING), Found::faults);
    if (found != null) {
      found.notices().forEach(this::tell);
    }
  }

  /// A list of which every entry could be read tells by what it lacks, too: an event that went
  /// before its time was cancelled. One that went later may be under way, and is not told.
  private Found withCancelled(Found listed) {
    if (!listed.faults().isEmpty()) {
      return listed;
    }
    Map<String, Notice.Maintenance> before = Map.copyOf(scheduled);
    scheduled.clear();
    listed.notices().stream()
        .map(Notice.Maintenance.class::cast)
        .forEach(notice -> scheduled.put(notice.event(), notice));
    List<Notice> all = new ArrayList<>(listed.notices());
    before.values().stream()
        .filter(gone -> !gone.over() && !scheduled.containsKey(gone.event()))
        .filter(gone -> gone.starts().filter(clock.instant()::isBefore).isPresent())
        .forEach(gone ->
            all.add(
                new Notice.Maintenance(
                    gone.instance(),
                    clock.instant(),
                    gone.event(),
                    gone.code(),
                    gone.starts(),
                    true)));
    return new Found(all, List.of());
  }

  private void lookAtTarget() {
    Optional<String> state =
        ask("target lifecycle state", metadata::targetLifecycleState, _ -> List.of());
    if (state != null && state.filter("Terminated"::equals).isPresent() && !targetTold) {
      listener.targetTerminated(clock.instant());
      targetTold = true;
    }
  }

  private void tell(Notice notice) {
    if (!told.contains(notice.key())) {
      listener.noticed(notice);
      told.add(notice.key());
    }
  }

  /// Nothing when it was not answered.
  private <T> @Nullable T ask(
      String name, Supplier<T> question, Function<T, List<String>> faultsOf) {
    try {
      T answer = question.get();
      note(name, faultsOf.apply(answer));
      return answer;
    } catch (MetadataFault e) {
      note(name, List.of(String.valueOf(e.getMessage())));
      return null;
    }
  }

  private void note(String name, List<String> reasons) {
    if (reasons.isEmpty()) {
      faults.remove(name);
      return;
    }
    String reason = String.join("; ", reasons);
    Fault before = faults.get(name);
    faults.put(name, new Fault(before == null ? clock.instant() : before.since(), reason));
    if (before == null) {
      LOG.warn("the metadata service gives no {}: {}", name, reason);
    }
  }
}
