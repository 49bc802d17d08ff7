package nomadops.health.probe.policy;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.model.AutopilotHealth;

/// Whether the server takes its part, so that a rolling update may go on to the next one.
///
/// Until it was ready once in this life of its process: only as a voter, by the leader's word, that
/// has applied nearly all that the leader has, in a cluster that autopilot calls healthy. From then
/// on only by what it does itself. Else one sick server would take all the others out of their
/// Service.
///
/// ```
/// NOT YET --voter, caught up, cluster healthy---------> LATCHED --silent misses times--> not ready
///   ^     --voter, caught up for patience on end------>    |     --stops---------------> not ready
///   '---------------a new life of the process--------------'
/// ```
///
/// Patience is for the health of others alone. Without it, a server that is lost for good would
/// keep all that come later from getting ready, and the update that repairs it from going on. A
/// voter that has caught up proves that there is a leader with a quorum that knows it.
///
/// @param maxLag how many entries it may be behind the leader; the leader's index is up to 2 s old
/// @param patience how long others may be unhealthy
/// @param fresh how old autopilot's answer may be
/// @param misses silent looks in a row that take readiness away
public record Readiness(long maxLag, Duration patience, Duration fresh, int misses) {

  /// Why it is ready or not, in one word for metrics.
  public enum Why {
    CAUGHT_UP,
    PATIENCE_OVER,
    LATCHED,
    STOPPING,
    SILENT,
    NO_SERVER,
    FORBIDDEN,
    NO_LEADER,
    AUTOPILOT_UNSEEN,
    NO_VOTER,
    LAGS,
    CLUSTER_UNHEALTHY
  }

  /// What is believed.
  public sealed interface Verdict {
    Why why();

    /// For people, one line.
    String reason();

    default boolean isReady() {
      return this instanceof Ready;
    }
  }

  /// It takes its part.
  public record Ready(Why why, String reason) implements Verdict {}

  /// It does not, or not yet.
  public record NotReady(Why why, String reason) implements Verdict {}

  /// What it is judged by next.
  ///
  /// @param life in which it was ready once; 0 for never
  /// @param missed silent looks since the last answer
  /// @param caughtUpSince since when it has been a voter that has caught up; -1 while it is not
  public record State(int life, int missed, long caughtUpSince) {
    /// Before the first look.
    public static final State NEW = new State(0, 0, -1);
  }

  /// What was seen.
  ///
  /// @param life the number of the process' life
  /// @param stopping it is about to be stopped
  public record Facts(int life, Sight sight, Autopilot autopilot, boolean stopping) {}

  /// A verdict and what comes with it.
  ///
  /// @param state the next one
  public record Step(Verdict verdict, State state) {}

  public Step step(State state, Facts facts, long now) {
    boolean latched = state.life() == facts.life() && facts.life() > 0;
    if (!facts.sight().answers()) {
      return unanswered(state, facts, latched);
    }
    State heard = new State(latched ? state.life() : 0, 0, state.caughtUpSince());
    if (facts.stopping()) {
      return new Step(
          new NotReady(Why.STOPPING, "it is about to be stopped: prestop was asked for"), heard);
    }
    return latched
        ? new Step(new Ready(Why.LATCHED, "it was ready before, and answers"), heard)
        : first(heard, facts, now);
  }

  private Step unanswered(State state, Facts facts, boolean latched) {
    boolean refused = facts.sight().answering() == Answering.REFUSES;
    int missed = state.missed() + 1;
    State next = new State(latched && !refused ? state.life() : 0, missed, -1);
    if (latched && !refused && !facts.stopping() && missed < misses) {
      String said = "it was ready before, and has not answered " + missed + " looks: ";
      return new Step(new Ready(Why.LATCHED, said + facts.sight().said()), next);
    }
    return new Step(new NotReady(Why.SILENT, facts.sight().said()), next);
  }

  private Step first(State state, Facts facts, long now) {
    Sight sight = facts.sight();
    if (sight.self().isEmpty()) {
      Why why = sight.forbidden() ? Why.FORBIDDEN : Why.NO_SERVER;
      return new Step(new NotReady(why, sight.said()), behind(state));
    }
    ServerSelf self = sight.self().get();
    if (self.leader().isEmpty()) {
      return new Step(new NotReady(Why.NO_LEADER, "it knows of no leader"), behind(state));
    }
    return switch (facts.autopilot()) {
      case Autopilot.Forbidden(String said) ->
          new Step(new NotReady(Why.FORBIDDEN, said), behind(state));
      case Autopilot.NoLeader(String said) ->
          new Step(new NotReady(Why.NO_LEADER, said), behind(state));
      case Autopilot.Unseen(String said) ->
          new Step(new NotReady(Why.AUTOPILOT_UNSEEN, said), behind(state));
      case Autopilot.Seen seen ->
          now - seen.at() > fresh.toNanos()
              ? new Step(
                  new NotReady(
                      Why.AUTOPILOT_UNSEEN,
                      "autopilot was last seen more than " + fresh.toSeconds() + " s ago"),
                  behind(state))
              : judged(state, facts.life(), self, seen.health(), now);
    };
  }

  private Step judged(State state, int life, ServerSelf self, AutopilotHealth health, long now) {
    Optional<AutopilotHealth.Server> me =
        health.servers().stream().filter(one -> one.id().equals(self.id())).findFirst();
    if (me.filter(AutopilotHealth.Server::voter).isEmpty()) {
      String said = me.isEmpty() ? "the leader does not know it yet" : "it is no voter yet";
      return new Step(new NotReady(Why.NO_VOTER, said), behind(state));
    }
    Optional<AutopilotHealth.Server> leader =
        health.servers().stream().filter(AutopilotHealth.Server::leader).findFirst();
    if (leader.isEmpty()) {
      return new Step(
          new NotReady(Why.NO_LEADER, "autopilot does not know the leader yet"), behind(state));
    }
    long lag = leader.get().lastIndex() - self.applied();
    if (lag > maxLag) {
      String said = "it is " + lag + " entries behind the leader; at most " + maxLag + " will do";
      return new Step(new NotReady(Why.LAGS, said), behind(state));
    }
    long since = state.caughtUpSince() < 0 ? now : state.caughtUpSince();
    if (health.healthy()) {
      return new Step(
          new Ready(Why.CAUGHT_UP, "a voter that has caught up, in a healthy cluster"),
          new State(life, 0, since));
    }
    Duration waited = Duration.ofNanos(now - since);
    String said = "autopilot calls the cluster unhealthy (" + sick(health) + ")";
    return waited.compareTo(patience) >= 0
        ? new Step(
            new Ready(
                Why.PATIENCE_OVER, "a voter that has caught up; the patience is over: " + said),
            new State(life, 0, since))
        : new Step(
            new NotReady(
                Why.CLUSTER_UNHEALTHY,
                said
                    + "; waited "
                    + waited.toSeconds()
                    + " s of "
                    + patience.toSeconds()
                    + " s for it"),
            new State(0, 0, since));
  }

  private static String sick(AutopilotHealth health) {
    String names =
        String.join(
            ", ",
            health.servers().stream()
                .filter(one -> !one.healthy())
                .map(AutopilotHealth.Server::name)
                .toList());
    return names.isEmpty() ? "it does not say who" : "not healthy: " + names;
  }

  private static State behind(State state) {
    return new State(state.life(), state.missed(), -1);
  }
}
