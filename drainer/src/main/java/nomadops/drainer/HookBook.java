package nomadops.drainer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import nomadops.drainer.lifecycle.Heartbeats;
import nomadops.drainer.lifecycle.HookEvent;
import nomadops.drainer.lifecycle.HookListener;
import nomadops.drainer.lifecycle.HookResult;
import nomadops.drainer.lifecycle.HookTerms;
import nomadops.drainer.lifecycle.Hooks;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.HookFacts;
import nomadops.drainer.plan.HookFacts.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps account of every lifecycle action for the plan, while [Heartbeats] keeps them open.
public final class HookBook implements HookDesk, HookListener {
  private static final Logger LOG = LoggerFactory.getLogger(HookBook.class);

  private final Hooks hooks;
  private final Function<Ending, HookResult> results;
  private final Consumer<InstanceId> changed;
  private final InstantSource clock;
  private final Map<HookRef, Entry> entries = new ConcurrentHashMap<>();
  private final EndedHooks ended;
  private final Heartbeats heartbeats;

  private record Entry(InstanceId instance, Instant noticeAt, HookFacts facts) {}

  /// @param scheduler makes the heartbeats, which tell this book
  /// @param results what a lifecycle action is completed with
  /// @param changed hears of each instance of which an action changed
  public HookBook(
      Hooks hooks,
      Function<HookListener, Heartbeats> scheduler,
      Function<Ending, HookResult> results,
      Consumer<InstanceId> changed,
      InstantSource clock) {
    this.hooks = hooks;
    this.results = results;
    this.changed = changed;
    this.clock = clock;
    this.ended = new EndedHooks(clock);
    this.heartbeats = scheduler.apply(this);
  }

  @Override
  public void open(HookRef hook, InstanceId instance, Instant noticeAt) {
    Optional<HookFacts> known = ended.find(hook);
    Entry added = new Entry(instance, noticeAt, known.orElse(HookFacts.OPEN));
    if (entries.putIfAbsent(hook, added) == null && known.isEmpty()) {
      heartbeats.open(hook, instance, noticeAt);
      Thread.ofVirtual().name("terms-" + instance).start(() -> learnTerms(hook, noticeAt));
    }
  }

  /// By when the hook gives up: the drain's budget ends there, whatever heartbeats come.
  private void learnTerms(HookRef hook, Instant noticeAt) {
    switch (hooks.terms(hook)) {
      case HookTerms.Answer.Known(HookTerms terms) ->
          change(
              hook,
              facts ->
                  new HookFacts(
                      facts.state(),
                      Optional.of(noticeAt.plus(terms.globalTimeout())),
                      facts.gone()));
      case HookTerms.Answer.Unknown(String reason) -> LOG.warn("{}", reason);
      case HookTerms.Answer.Failed(String reason) ->
          LOG.warn(
              "how long hook {} of {} waits is not known: {}", hook.hook(), hook.group(), reason);
    }
  }

  @Override
  public HookFacts facts(HookRef hook) {
    Entry known = entries.get(hook);
    return known == null ? HookFacts.OPEN : known.facts();
  }

  @Override
  public void complete(HookRef hook, InstanceId instance, Ending ending) {
    Entry known = entries.get(hook);
    Instant noticeAt = known == null ? clock.instant() : known.noticeAt();
    heartbeats.complete(hook, instance, noticeAt, results.apply(ending));
  }

  @Override
  public void forget(HookRef hook) {
    heartbeats.close(hook);
    Entry known = entries.remove(hook);
    if (known != null) {
      ended.remember(hook, known.facts());
    }
  }

  @Override
  public void heard(HookEvent event) {
    switch (event) {
      case HookEvent.Completed completed -> {
        LOG.info("{} of {} is completed: {}", named(event), event.instance(), completed.result());
        end(event.hook(), State.COMPLETED);
      }
      case HookEvent.Gone gone -> {
        LOG.info("{} of {} is over: {}", named(event), event.instance(), gone.reason());
        end(event.hook(), State.GONE);
      }
      case HookEvent.Expired expired -> {
        LOG.warn("{} of {} timed out: {}", named(event), event.instance(), expired.reason());
        end(event.hook(), State.GONE);
      }
      case HookEvent.Missed missed ->
          LOG.error(
              "no heartbeat of {} of {} within {}: {}",
              named(event),
              event.instance(),
              missed.timeout(),
              missed.reason());
      case HookEvent.Refused refused ->
          LOG.error("{} of {}: {}", named(event), event.instance(), refused.reason());
    }
  }

  private static String named(HookEvent event) {
    return "hook " + event.hook().hook() + " of group " + event.hook().group();
  }

  private void end(HookRef hook, State state) {
    Instant now = clock.instant();
    change(
        hook,
        facts ->
            new HookFacts(
                state, facts.closes(), state == State.GONE ? Optional.of(now) : Optional.empty()));
  }

  private void change(HookRef hook, UnaryOperator<HookFacts> change) {
    Entry next =
        entries.computeIfPresent(
            hook,
            (_, known) ->
                new Entry(known.instance(), known.noticeAt(), change.apply(known.facts())));
    if (next != null) {
      changed.accept(next.instance());
    }
  }

  /// The scheduler, to be run.
  public Heartbeats heartbeats() {
    return heartbeats;
  }
}
