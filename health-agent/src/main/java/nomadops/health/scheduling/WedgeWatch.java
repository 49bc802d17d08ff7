package nomadops.health.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.health.scheduling.policy.Decision;
import nomadops.health.scheduling.policy.Guard;
import nomadops.health.scheduling.policy.Outcome;
import nomadops.health.scheduling.policy.Step;
import nomadops.health.scheduling.policy.WedgeFacts;
import nomadops.health.scheduling.policy.WedgePolicy;
import nomadops.health.scheduling.policy.WedgeState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs what the policy decides after each look: hands leadership over, writes the record, and
/// tells by [#condemned] why the server's liveness is to fail.
public final class WedgeWatch implements Looks {
  private static final Logger LOG = LoggerFactory.getLogger(WedgeWatch.class);

  /// A record that took longer to write was decided upon in another world: others may have been
  /// condemned since its time ran out.
  private static final Duration STILL_TRUE = Duration.ofMinutes(1);

  private final WedgePolicy policy;
  private final WedgeSigns signs;
  private final CondemnedVariable record;
  private final LeadershipTransfer transfer;
  private final WedgeMeters meters;
  private final InstantSource clock;
  private volatile WedgeState state = WedgeState.START;
  private volatile String why = "";
  private volatile @Nullable Decision latest;
  private @Nullable Guard told;

  public WedgeWatch(
      WedgePolicy policy,
      NomadClient nomad,
      CondemnedVariable record,
      LeadershipTransfer transfer,
      WedgeMeters meters,
      InstantSource clock) {
    this.policy = policy;
    this.signs = new WedgeSigns(nomad, record);
    this.record = record;
    this.transfer = transfer;
    this.meters = meters;
    this.clock = clock;
    meters.watches(() -> condemned().isPresent());
  }

  /// Why this server is to be restarted, while it is; any thread may ask.
  public Optional<String> condemned() {
    return policy.condemned(state, clock.instant()) ? Optional.of(why) : Optional.empty();
  }

  /// What was decided after the latest look; empty before the first.
  public Optional<Decision> latest() {
    return Optional.ofNullable(latest);
  }

  @Override
  public void looked(Outcome outcome) throws InterruptedException {
    step(outcome instanceof Outcome.Late ? signs.read(outcome) : WedgeFacts.of(outcome));
  }

  @Override
  public void notLeading() throws InterruptedException {
    step(WedgeFacts.following());
  }

  private void step(WedgeFacts facts) throws InterruptedException {
    Instant now = clock.instant();
    Step step = policy.step(state, facts, now);
    state = step.next();
    latest = step.decision();
    if (!(step.decision() instanceof Decision.Hold)) {
      told = null;
    }
    switch (step.decision()) {
      case Decision.Watch watch -> LOG.debug("{}", watch.reason());
      case Decision.Hold hold -> hold(hold);
      case Decision.HandOver asked -> handOver(asked);
      case Decision.Condemn asked -> condemn(asked, now);
      case Decision.Absolve absolve ->
          LOG.warn("this server is condemned no longer: {}", absolve.reason());
    }
  }

  /// Told once for each guard, and not at every look.
  private void hold(Decision.Hold hold) {
    meters.held(hold.guard());
    if (hold.guard() != told) {
      LOG.warn("{}", hold.reason());
      told = hold.guard();
    }
  }

  private void handOver(Decision.HandOver asked) throws InterruptedException {
    meters.handedOver();
    LOG.warn("leadership is handed over: {}", asked.reason());
    try {
      LOG.warn("leadership: {}", transfer.handOver(asked.reason()));
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      LOG.warn("leadership could not be handed over: {}", fault.getMessage());
    }
  }

  private void condemn(Decision.Condemn asked, Instant decided) throws InterruptedException {
    if (!record.write(asked.record())) {
      LOG.warn("this server is not condemned, as the record was not written: {}", asked.reason());
      return;
    }
    Duration took = Duration.between(decided, clock.instant());
    if (took.isNegative() || took.compareTo(STILL_TRUE) > 0) {
      LOG.warn("this server is not condemned, as writing the record took {}", took);
      return;
    }
    why = asked.reason();
    state = state.condemned(decided);
    meters.condemned();
    LOG.error("this server is condemned, its liveness fails: {}", asked.reason());
  }
}
