package nomadops.drainer.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;

/// The hooks of each group, so that a group that ends a thousand instances is asked for them once.
final class TermsCache {
  private static final Duration KEPT = Duration.ofMinutes(10);

  /// A hook may have been added since, a role mended.
  private static final Duration KEPT_WHEN_IT_DOES_NOT_HELP = Duration.ofSeconds(30);

  private final Function<String, Listing> source;
  private final Ticker ticker;
  private final Map<String, Group> groups = new ConcurrentHashMap<>();

  /// What DescribeLifecycleHooks gave for a group.
  sealed interface Listing {
    record Hooks(List<Hook> hooks) implements Listing {}

    record NoGroup(String reason) implements Listing {}

    record Failed(String reason) implements Listing {}
  }

  /// @param transition such as `autoscaling:EC2_INSTANCE_TERMINATING`
  record Hook(String name, String transition, HookTerms terms) {}

  TermsCache(Function<String, Listing> source, Ticker ticker) {
    this.source = source;
    this.ticker = ticker;
  }

  HookTerms.Answer terms(String group, String hook) {
    return switch (listing(
        group, hooks -> hooks.stream().anyMatch(one -> one.name().equals(hook)))) {
      case Listing.Failed(String reason) -> new HookTerms.Answer.Failed(reason);
      case Listing.NoGroup(String reason) -> new HookTerms.Answer.Unknown(reason);
      case Listing.Hooks(List<Hook> hooks) ->
          hooks.stream()
              .filter(one -> one.name().equals(hook))
              .map(one -> (HookTerms.Answer) new HookTerms.Answer.Known(one.terms()))
              .findFirst()
              .orElseGet(() -> unknown(group, hook, hooks));
    };
  }

  /// All hooks of a group.
  Listing hooks(String group) {
    return listing(group, hooks -> !hooks.isEmpty());
  }

  private Listing listing(String group, Predicate<List<Hook>> helps) {
    return groups.computeIfAbsent(group, _ -> new Group()).listing(group, helps);
  }

  private static HookTerms.Answer unknown(String group, String hook, List<Hook> hooks) {
    return new HookTerms.Answer.Unknown(
        "group %s has no lifecycle hook %s, but %s"
            .formatted(group, hook, hooks.stream().map(Hook::name).toList()));
  }

  private final class Group {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Listing listing;
    private long since;

    Listing listing(String group, Predicate<List<Hook>> helps) {
      lock.lock();
      try {
        Listing known = listing;
        if (known == null || isOld(known, helps)) {
          known = source.apply(group);
          listing = known;
          since = ticker.nanos();
        }
        return known;
      } finally {
        lock.unlock();
      }
    }

    private boolean isOld(Listing known, Predicate<List<Hook>> helps) {
      boolean helpful = known instanceof Listing.Hooks(List<Hook> hooks) && helps.test(hooks);
      Duration kept = helpful ? KEPT : KEPT_WHEN_IT_DOES_NOT_HELP;
      return ticker.nanos() - since >= kept.toNanos();
    }
  }
}
