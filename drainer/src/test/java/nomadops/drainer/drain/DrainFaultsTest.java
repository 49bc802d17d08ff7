package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import nomadops.client.fault.NomadFault;
import nomadops.drainer.drain.Clients.Restored;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Writes that fail, or whose answers do.
final class DrainFaultsTest extends NodeWithWork {
  @Test
  void resetAfterPutTheDrainIsNotPutTwice() throws Exception {
    Faults.Handle reset =
        rig.nomad
            .faults()
            .inject(Match.of("PUT", "/v1/node/" + node + "/drain"), new Fault.ResetAfter());
    drain(HOUR);
    assertThat(reset.hits()).isEqualTo(1);
    assertThat(rig.drains()).isEqualTo(1);
    reset.remove();
    drain(HOUR);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void resetAfterPutOnAnEmptyNodeIsSeenAlthoughTheDrainIsOver() throws Exception {
    String empty = rig.node(2);
    rig.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + empty + "/drain").times(1), new Fault.ResetAfter());
    rig.clients.drain(empty, HOUR, true, OURS);
    assertThat(rig.read(empty).lastDrain().orElseThrow().status()).isEqualTo("complete");
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void resetBeforePutIsAFaultAndTheNextTryDrains() throws Exception {
    rig.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + node + "/drain").times(1), new Fault.ResetBefore());
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault).isInstanceOf(NomadFault.MaybeApplied.class);
    assertThat(rig.drains()).isZero();
    drain(HOUR);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void aWriteWhoseAnswerCannotBeLookedUpIsTheFirstFaultNotTheSecond() {
    rig.nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"),
            new Fault.Run(() ->
                rig.nomad
                    .faults()
                    .inject(Match.of("GET", "/v1/node/"), new Fault.Status(403, "no", 0))));
    rig.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + node + "/drain"), new Fault.ResetAfter());
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault).isInstanceOf(NomadFault.MaybeApplied.class);
    assertThat(fault.getSuppressed()).hasSize(1);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void aGarbledAnswerIsLookedUpToo() throws Exception {
    rig.nomad.faults().inject(Match.of("PUT", "/v1/node/" + node).times(2), new Fault.BrokenJson());
    rig.clients.markIneligible(node);
    drain(HOUR);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void leaderLossDuringThePutIsAFaultThatSaysSo() {
    rig.nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"), Fault.serverError("No cluster leader"));
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault.isNoLeader()).isTrue();
    assertThat(rig.drains()).isZero();
  }

  @Test
  void anExpiredTokenIsAFaultThatSaysSo() {
    rig.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/"), new Fault.Status(403, "Permission denied", 0));
    assertThat(catchThrowableOfType(NomadFault.class, () -> drain(HOUR)).isForbidden()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mark", "drain", "restore"})
  void aMissingNodeIsNotFoundAndNothingElse(String what) {
    NomadFault fault =
        catchThrowableOfType(
            NomadFault.class,
            () -> {
              switch (what) {
                case "mark" -> rig.clients.markIneligible(NONE);
                case "drain" -> rig.clients.drain(NONE, HOUR, true, OURS);
                default -> rig.clients.restore(NONE, OURS);
              }
            });
    assertThat(fault.isNotFound()).isTrue();
    assertThat(fault.mayHaveActed()).isFalse();
    assertThat(fault).hasMessageContaining(NONE);
  }

  @Test
  void aNodeThatGoesBetweenReadAndPutIsNotFound() {
    rig.nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"),
            new Fault.Run(() -> rig.client.nodes().purge(node)));
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault.isNotFound()).isTrue();
  }

  @Test
  void resetAfterRestoringIsLookedUp() throws Exception {
    drain(HOUR);
    rig.nomad.faults().inject(Match.of("PUT", "/v1/node/").times(1), new Fault.ResetAfter());
    assertThat(rig.clients.restore(node, OURS)).isEqualTo(new Restored.Done());
  }
}
