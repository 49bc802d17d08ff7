package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Variable;
import nomadops.client.model.VariableLock;

/// Variables and locks.
final class VariableReplays {
  private static final Duration TTL = Duration.ofSeconds(15);
  private static final Duration DELAY = Duration.ofSeconds(10);

  private VariableReplays() {}

  static Map<String, Replay> all() {
    return Map.ofEntries(
        Map.entry("variable-read", VariableReplays::reads),
        Map.entry(
            "variable-read-missing",
            (nomad, _) ->
                assertThat(nomad.variables().read("default", "ops/none").value()).isEmpty()),
        Map.entry("variable-write", VariableReplays::writes),
        Map.entry("variable-write-cas-conflict", VariableReplays::losesACheckAndSet),
        Map.entry("lock-write-without-lock-id", VariableReplays::mayNotWriteALockedVariable),
        Map.entry("lock-acquire", VariableReplays::acquires),
        Map.entry("lock-acquire-conflict", VariableReplays::findsTheLockTaken),
        Map.entry("lock-acquire-ttl-too-short", VariableReplays::asksForTooShortATtl),
        Map.entry("lock-acquire-again-by-holder-updates-items", VariableReplays::updatesItems),
        Map.entry("lock-read-held", VariableReplays::readsAHeldLock),
        Map.entry("lock-read-released", VariableReplays::readsAFreeLock),
        Map.entry("lock-renew", VariableReplays::renews),
        Map.entry("lock-renew-after-release", VariableReplays::hasNothingToRenew),
        Map.entry("lock-release", VariableReplays::releases));
  }

  private static String sentLockId(Recording recorded) {
    return recorded.request().get("body").get("Lock").get("ID").asText();
  }

  private static void reads(NomadClient nomad, Recording recorded) {
    Variable variable = nomad.variables().read("default", "ops/gc").value().orElseThrow();
    assertThat(variable.items()).containsExactly(Map.entry("a", "1"));
    assertThat(variable.lock()).isEmpty();
    assertThat(variable.modifyIndex()).isEqualTo(recorded.index());
    assertThat(variable.toString()).contains("[a]").doesNotContain("1}");
  }

  private static void writes(NomadClient nomad, Recording recorded) {
    VariableWrite write =
        nomad.variables().write("default", "ops/gc", Map.of("a", "1"), OptionalLong.empty());
    assertThat(write)
        .isInstanceOfSatisfying(
            VariableWrite.Written.class,
            w -> assertThat(w.variable().modifyIndex()).isEqualTo(recorded.index()));
  }

  private static void losesACheckAndSet(NomadClient nomad, Recording recorded) {
    VariableWrite write =
        nomad.variables().write("default", "ops/gc", Map.of("a", "2"), OptionalLong.of(1));
    assertThat(write)
        .isInstanceOfSatisfying(
            VariableWrite.Conflict.class,
            c -> {
              assertThat(c.current().modifyIndex()).isEqualTo(recorded.index());
              assertThat(c.current().items()).containsEntry("a", "1");
            });
  }

  private static void mayNotWriteALockedVariable(NomadClient nomad, Recording recorded) {
    VariableWrite write =
        nomad
            .variables()
            .write("default", "ops/lock", Map.of("holder", "intruder"), OptionalLong.empty());
    assertThat(write)
        .isInstanceOfSatisfying(
            VariableWrite.Conflict.class,
            c -> assertThat(c.current().path()).isEqualTo(recorded.body().get("Path").asText()));
  }

  private static void acquires(NomadClient nomad, Recording recorded) {
    LockAnswer answer =
        nomad.variables().acquire("default", "ops/lock", Map.of("holder", "pod-0"), TTL, DELAY);
    assertThat(answer)
        .isInstanceOfSatisfying(
            LockAnswer.Holding.class,
            held -> {
              assertThat(held.lock().id()).isEqualTo(recorded.body().at("/Lock/ID").asText());
              assertThat(held.lock().ttl()).isEqualTo(TTL);
              assertThat(held.lock().lockDelay()).isEqualTo(DELAY);
              assertThat(held.variable().items()).containsEntry("holder", "pod-0");
            });
  }

  private static void findsTheLockTaken(NomadClient nomad, Recording recorded) {
    assertThat(
            nomad.variables().acquire("default", "ops/lock", Map.of("holder", "pod-1"), TTL, DELAY))
        .isEqualTo(new LockAnswer.Denied("the variable is locked by another holder"));
  }

  private static void asksForTooShortATtl(NomadClient nomad, Recording recorded) {
    NomadFault fault =
        catchThrowableOfType(
            NomadFault.Answered.class,
            () ->
                nomad
                    .variables()
                    .acquire(
                        "default",
                        "ops/lock2",
                        Map.of("holder", "pod-1"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)));
    assertThat(fault.isBadRequest()).isTrue();
  }

  private static void updatesItems(NomadClient nomad, Recording recorded) {
    VariableLock held = new VariableLock(sentLockId(recorded), "15s", "15s");
    assertThat(nomad.variables().update("default", "ops/lock2", held, Map.of("holder", "pod-0b")))
        .isInstanceOfSatisfying(
            LockAnswer.Holding.class,
            answer -> {
              assertThat(answer.lock()).isEqualTo(held);
              assertThat(answer.variable().items()).containsEntry("holder", "pod-0b");
            });
  }

  private static void readsAHeldLock(NomadClient nomad, Recording recorded) {
    Variable variable = nomad.variables().read("default", "ops/lock2").value().orElseThrow();
    assertThat(variable.lock().orElseThrow().ttl()).isEqualTo(TTL);
  }

  private static void readsAFreeLock(NomadClient nomad, Recording recorded) {
    assertThat(nomad.variables().read("default", "ops/lock2").value().orElseThrow().lock())
        .isEmpty();
  }

  private static void renews(NomadClient nomad, Recording recorded) {
    assertThat(nomad.variables().renew("default", "ops/lock", sentLockId(recorded)))
        .isInstanceOfSatisfying(
            LockAnswer.Holding.class, held -> assertThat(held.lock().ttl()).isEqualTo(TTL));
  }

  private static void hasNothingToRenew(NomadClient nomad, Recording recorded) {
    assertThat(nomad.variables().renew("default", "ops/lock2", sentLockId(recorded)))
        .isEqualTo(new LockAnswer.Denied("variable doesn't hold a lock"));
  }

  private static void releases(NomadClient nomad, Recording recorded) {
    assertThat(nomad.variables().release("default", "ops/lock2", sentLockId(recorded)))
        .isEqualTo(new LockAnswer.Released());
  }
}
