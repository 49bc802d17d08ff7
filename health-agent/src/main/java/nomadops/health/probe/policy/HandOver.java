package nomadops.health.probe.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.model.AutopilotHealth;

/// To whom a server gives the lead before it stops, and when that is over.
///
/// It asks for one transfer at a time, to the healthy voter that has the most, waits until it
/// follows another leader itself, and asks for the next best when that does not come. Who had the
/// lead a moment ago and gave it to us is never asked: it may be about to stop, too, and two
/// servers would hand the lead to and fro.
///
/// @param within how long the whole may take
/// @param settle how long one transfer may take before another is asked for
/// @param mostAsks of them
public record HandOver(Duration within, Duration settle, int mostAsks) {

  /// How it ended, in one word for metrics.
  public enum Result {
    /// Another server leads now.
    HANDED_OVER,
    /// This server did not lead, so there was nothing to hand over.
    NOT_LEADER,
    /// There is no other voter at all.
    ALONE,
    /// No other voter is healthy, or may be asked.
    NOBODY,
    /// The token may not read what it takes to choose, or may not transfer.
    FORBIDDEN,
    /// No other server led when the time was over.
    TIMED_OUT,
    /// The server beside us does not answer.
    UNANSWERED
  }

  /// What to do now.
  public sealed interface Decision {
    /// For people, one line.
    String reason();
  }

  /// Have the lead transferred.
  public record Ask(AutopilotHealth.Server to, String reason) implements Decision {}

  /// Look again soon.
  public record Wait(String reason) implements Decision {}

  /// It is over.
  public record End(Result result, String reason) implements Decision {}

  /// What it is decided by next.
  ///
  /// @param beganAt when it began
  /// @param askedAt when the last transfer was asked for
  /// @param asked how often each server was
  public record State(long beganAt, OptionalLong askedAt, Map<String, Integer> asked) {
    public State {
      asked = Map.copyOf(asked);
    }

    public static State begin(long now) {
      return new State(now, OptionalLong.empty(), Map.of());
    }

    int asks() {
      return asked.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// A transfer that was refused needs no waiting for.
    public State failed() {
      return new State(beganAt, OptionalLong.empty(), asked);
    }

    State asked(String server, long now) {
      Map<String, Integer> more = new HashMap<>(asked);
      more.merge(server, 1, Integer::sum);
      return new State(beganAt, OptionalLong.of(now), more);
    }
  }

  /// What was seen.
  ///
  /// @param autopilot as asked just now; only looked at while this server leads
  /// @param giver the RPC address of who led before this server, when that is not long ago
  /// @param spared the RPC address of who is asked only when nobody else is left
  /// @param refused a transfer that was answered 403, in Nomad's words
  public record Facts(
      Sight sight,
      Autopilot autopilot,
      Optional<String> giver,
      Optional<String> spared,
      Optional<String> refused) {}

  /// A decision and what comes with it.
  ///
  /// @param state the next one
  public record Step(Decision decision, State state) {}

  public Step step(State state, Facts facts, long now) {
    boolean late = now - state.beganAt() >= within.toNanos();
    Decision decision =
        facts
            .sight()
            .self()
            .map(self ->
                self.leads() ? leading(state, facts, self, now, late) : led(state, self, late))
            .orElseGet(() -> unseen(facts.sight(), late));
    State next = decision instanceof Ask ask ? state.asked(ask.to().id(), now) : state;
    return new Step(decision, next);
  }

  private static Decision unseen(Sight sight, boolean late) {
    if (sight.forbidden()) {
      return new End(Result.FORBIDDEN, sight.said());
    }
    boolean gone = sight.answering() == Answering.REFUSES;
    return gone || late ? new End(Result.UNANSWERED, sight.said()) : new Wait(sight.said());
  }

  private static Decision led(State state, ServerSelf self, boolean late) {
    if (self.follows()) {
      return state.asked().isEmpty()
          ? new End(Result.NOT_LEADER, self.leader() + " leads")
          : new End(Result.HANDED_OVER, self.leader() + " leads now");
    }
    String said = "the cluster has no leader at the moment, and this server may become it";
    return late ? new End(Result.TIMED_OUT, said) : new Wait(said);
  }

  private Decision leading(State state, Facts facts, ServerSelf self, long now, boolean late) {
    if (facts.refused().isPresent()) {
      return new End(Result.FORBIDDEN, facts.refused().get());
    }
    boolean asked = state.askedAt().isPresent();
    if (asked && now - state.askedAt().getAsLong() < settle.toNanos() && !late) {
      return new Wait("a transfer was asked for; this server still leads");
    }
    return switch (facts.autopilot()) {
      case Autopilot.Forbidden(String said) -> new End(Result.FORBIDDEN, said);
      case Autopilot.NoLeader(String said) -> unready(said, late);
      case Autopilot.Unseen(String said) -> unready(said, late);
      case Autopilot.Seen(AutopilotHealth health, long _) ->
          among(state, health, self, facts, late);
    };
  }

  private static Decision unready(String said, boolean late) {
    return late ? new End(Result.TIMED_OUT, said) : new Wait(said);
  }

  private Decision among(
      State state, AutopilotHealth health, ServerSelf self, Facts facts, boolean late) {
    List<AutopilotHealth.Server> others =
        health.servers().stream()
            .filter(one -> one.voter() && !one.id().equals(self.id()))
            .toList();
    boolean known = health.servers().stream().anyMatch(one -> one.id().equals(self.id()));
    if (known && others.isEmpty()) {
      return new End(Result.ALONE, "there is no other voter");
    }
    Optional<AutopilotHealth.Server> best =
        others.stream()
            .filter(AutopilotHealth.Server::healthy)
            .filter(one -> facts.giver().filter(one.address()::equals).isEmpty())
            .min(order(state, facts.spared()));
    String nobody =
        "none of the other voters (%s) is healthy and did not lead just now"
            .formatted(
                String.join(", ", others.stream().map(AutopilotHealth.Server::name).toList()));
    if (late) {
      boolean none = state.asked().isEmpty() && best.isEmpty();
      return none
          ? new End(Result.NOBODY, nobody)
          : new End(Result.TIMED_OUT, "this server still leads; " + state.asks() + " transfers");
    }
    if (best.isEmpty()) {
      return new Wait(nobody);
    }
    return state.asks() >= mostAsks
        ? new Wait("this server still leads after " + state.asks() + " transfers")
        : new Ask(best.get(), best.get().name() + " is a healthy voter with the most entries");
  }

  /// Whoever was asked the least, then who is not to be spared, then who has the most, then who was
  /// heard last.
  private static Comparator<AutopilotHealth.Server> order(State state, Optional<String> spared) {
    return Comparator.comparing(
            (AutopilotHealth.Server one) -> state.asked().getOrDefault(one.id(), 0))
        .thenComparing(one -> spared.filter(one.address()::equals).isPresent())
        .thenComparing(AutopilotHealth.Server::lastIndex, Comparator.reverseOrder())
        .thenComparing(HandOver::silence)
        .thenComparing(AutopilotHealth.Server::id);
  }

  private static Duration silence(AutopilotHealth.Server server) {
    try {
      return server.lastContact();
    } catch (IllegalArgumentException _) {
      return Duration.ofDays(1);
    }
  }
}
