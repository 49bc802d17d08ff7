package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nomadops.autoscaler.policy.pool.KeepAlive;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.policy.season.Season;
import nomadops.runtime.config.Durations;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Shape;
import nomadops.runtime.config.ValueParser;

/// Reads what is wanted of a pool: its size, how long work may wait, how nodes are given back, how
/// fast, and what is believed.
final class TermsParser {
  private static final int MANY = 100_000;
  private static final Duration LONGEST = Duration.ofDays(7);

  private TermsParser() {}

  /// The terms, of whatever groups.
  static Supplier<PoolTerms> terms(Shape shape, Supplier<String> name) {
    PoolTerms usual = PoolTerms.usual("", 0, 0);
    Supplier<PoolTerms.Size> size = size(shape);
    Supplier<PoolTerms.Waits> waits = waits(shape, usual.waits());
    Supplier<PoolTerms.ScaleIn> scaleIn = scaleIn(shape, usual.scaleIn());
    var launches =
        shape.optional(
            "launches-per-minute", Parsers.integer(1, MANY), usual.budgets().launchesPerMinute());
    var ends =
        shape.optional(
            "ends-per-minute", Parsers.integer(0, MANY), usual.budgets().endsPerMinute());
    Supplier<PoolTerms.Trust> trust = trust(shape, usual.trust());
    return () ->
        new PoolTerms(
            name.get(),
            size.get(),
            waits.get(),
            scaleIn.get(),
            new PoolTerms.Budgets(launches.get(), ends.get()),
            trust.get(),
            Map.of());
  }

  private static Supplier<PoolTerms.Size> size(Shape shape) {
    var min = shape.optional("min", Parsers.integer(0, MANY), 0);
    var max = shape.required("max", Parsers.integer(0, MANY));
    var spare = shape.optional("spare", Parsers.integer(0, MANY), 0);
    var headroom = shape.optional("headroom", Parsers.decimal(0, 10), 0.0);
    var blind = shape.optional("blind-min", Parsers.integer(0, MANY), 0);
    var season = shape.optional("foresee", Parsers.oneOf(Season.class));
    return () ->
        new PoolTerms.Size(
            min.get(), max.get(), spare.get(), headroom.get(), blind.get(), season.get());
  }

  private static Supplier<PoolTerms.Waits> waits(Shape shape, PoolTerms.Waits usual) {
    var maxWait = shape.optional("max-wait", time(), usual.maxWait());
    var patience = shape.optional("patience", time(), usual.patience());
    var distrust = shape.optional("distrust-after", time(), usual.distrustAfter());
    var bootLag = shape.optional("boot-lag", time(), usual.bootLag());
    return () -> new PoolTerms.Waits(maxWait.get(), patience.get(), distrust.get(), bootLag.get());
  }

  private static Supplier<PoolTerms.ScaleIn> scaleIn(Shape shape, PoolTerms.ScaleIn usual) {
    var idleFor = shape.optional("idle-for", idleFor(), usual.keepAlive().fixed());
    var startCost = shape.optional("start-cost", time(), usual.keepAlive().startCost());
    var protectNew = shape.optional("protect-new", time(), usual.protectNew());
    var window = shape.optional("window", time(), usual.window());
    var fill = shape.optional("fill", Parsers.decimal(0.1, 1), usual.fill());
    var percent = shape.optional("cordon-percent", Parsers.integer(0, 100), usual.cordonPercent());
    var giveUp = shape.optional("give-up-after", time(), usual.giveUpAfter());
    var purge = shape.optional("purge", Parsers.bool(), usual.purge());
    return () ->
        new PoolTerms.ScaleIn(
            keepAlive(idleFor.get(), startCost.get()),
            protectNew.get(),
            window.get(),
            fill.get(),
            percent.get(),
            giveUp.get(),
            purge.get());
  }

  private static KeepAlive keepAlive(Optional<Duration> idleFor, Duration startCost) {
    if (idleFor.isPresent() && !startCost.isZero()) {
      throw new IllegalArgumentException(
          "start-cost is %s, but idle-for is %s and does not ask what a start costs; write idle-for: auto"
              .formatted(Durations.text(startCost), Durations.text(idleFor.get())));
    }
    return new KeepAlive(idleFor, startCost);
  }

  /// A time, or `auto`: as long as a start costs.
  private static ValueParser<Optional<Duration>> idleFor() {
    return Parsers.scalar(
        "duration",
        "write e.g. 3m, or auto",
        text -> {
          if (text.equals("auto")) {
            return Optional.empty();
          }
          return Optional.of(
              Durations.parse(text)
                  .filter(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0)
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          "\"" + text + "\" is no time up to 7d; write e.g. 3m, or auto")));
        });
  }

  private static Supplier<PoolTerms.Trust> trust(Shape shape, PoolTerms.Trust usual) {
    var stale = shape.optional("stale-after", time(), usual.staleAfter());
    var register = shape.optional("register-within", time(), usual.registerWithin());
    var first = shape.optional("backoff-first", time(), usual.backoffFirst());
    var most = shape.optional("backoff-most", time(), usual.backoffMost());
    var pending =
        shape.optional("pending-evals", Parsers.integer(0, MANY * 10), usual.pendingEvals());
    return () ->
        new PoolTerms.Trust(stale.get(), register.get(), first.get(), most.get(), pending.get());
  }

  static ValueParser<Duration> time() {
    return Parsers.duration(Duration.ZERO, LONGEST);
  }
}
