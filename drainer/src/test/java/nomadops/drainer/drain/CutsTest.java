package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.JobKey;
import nomadops.drainer.plan.CutWork;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Work that a drain cut is told, and runs again when asked for.
final class CutsTest {
  private static final Map<String, String> OURS = Map.of("k", "v");
  private final ClusterRig rig = new ClusterRig();
  private final Rerun rerun = new Rerun(rig.client);
  private String node = "";

  @BeforeEach
  void aNode() {
    node = rig.node(1);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private List<CutWork> cut(Duration deadline) throws InterruptedException {
    rig.clients.drain(node, deadline, false, OURS);
    rig.clock.advance(Duration.ofMinutes(2));
    List<CutWork> cut = rig.clients.cut(node);
    rig.clients.restore(node, OURS);
    return cut;
  }

  private List<AllocationStub> running(String job) {
    return rig.client.jobs().allocations(JobKey.inDefault(job)).value().stream()
        .filter(alloc -> !alloc.isClientTerminal())
        .toList();
  }

  @Test
  void onlyBatchWorkThatTheDrainStoppedIsCut() throws Exception {
    rig.runs("done-before", "batch", "5s");
    rig.clock.advance(Duration.ofSeconds(10));
    rig.runs("done-in-time", "batch", "30s");
    rig.runs("cut", "batch", "1h");
    rig.runs("service", "service", "1h");
    rig.runs("system", "system", "1h");
    rig.clock.advance(Duration.ofSeconds(20));
    List<CutWork> cut = cut(Duration.ofMinutes(1));
    assertThat(cut).extracting(CutWork::job).containsExactly("cut");
    CutWork one = cut.getFirst();
    assertThat(one.group()).isEqualTo("g");
    assertThat(one.namespace()).isEqualTo("default");
    assertThat(one.jobType()).isEqualTo("batch");
    assertThat(one.ran()).isEqualTo(Duration.ofSeconds(80));
    assertThat(one.replacedBy()).isEmpty();
  }

  @Test
  void workThatSomebodyStoppedDuringADrainIsNotCutByIt() throws Exception {
    rig.runs("stopped", "batch", "1h");
    rig.clients.drain(node, Duration.ofHours(1), false, OURS);
    rig.client.jobs().stop(JobKey.inDefault("stopped"), java.util.OptionalInt.empty());
    assertThat(rig.clients.cut(node)).isEmpty();
  }

  @Test
  void whatAnEarlierDrainCutIsNotCountedAgain() throws Exception {
    rig.runs("earlier", "batch", "1h");
    assertThat(cut(Duration.ofSeconds(-1))).extracting(CutWork::job).containsExactly("earlier");
    rig.runs("later", "batch", "1h");
    assertThat(cut(Duration.ofSeconds(-1))).extracting(CutWork::job).containsExactly("later");
  }

  @Test
  void whatStillRunsIsNotCutYet() throws Exception {
    rig.runs("b", "batch", "1h");
    rig.clients.drain(node, Duration.ofHours(1), false, OURS);
    assertThat(rig.clients.cut(node)).isEmpty();
  }

  @Test
  void cutWorkRunsAgainOnceHoweverOftenItIsAskedFor() throws Exception {
    rig.runs("cut", "batch", "1h");
    CutWork cut = cut(Duration.ofSeconds(-1)).getFirst();
    assertThat(running("cut")).isEmpty();
    assertThat(rerun.again(cut)).isEqualTo(new RerunAnswer.Started("cut"));
    assertThat(running("cut")).hasSize(1);
    assertThat(rerun.again(cut)).isInstanceOf(RerunAnswer.Needless.class);
    assertThat(running("cut")).hasSize(1);
    assertThat(rig.client.jobs().read(JobKey.inDefault("cut")).value().orElseThrow().meta())
        .containsEntry(Rerun.META_KEY, cut.alloc());
  }

  @Test
  void aRegistrationWhoseAnswerGotLostIsNotRepeated() throws Exception {
    rig.runs("cut", "batch", "1h");
    CutWork cut = cut(Duration.ofSeconds(-1)).getFirst();
    rig.nomad.faults().inject(Match.of("PUT", "/v1/jobs").times(1), new Fault.ResetAfter());
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> rerun.again(cut))).isNotNull();
    assertThat(rerun.again(cut)).isInstanceOf(RerunAnswer.Needless.class);
    assertThat(running("cut")).hasSize(1);
  }

  @Test
  void aJobWhoseOtherPartsAreDoneIsNotRunAgainAsAWhole() throws Exception {
    String brief = ClusterRig.job("parts", "batch", "5s", 1).replace("]}}", "");
    String other = brief.substring(brief.indexOf("{\"Name\":\"g\""));
    rig.nomad
        .state()
        .register(brief + "," + other.replace("\"g\"", "\"long\"").replace("5s", "1h") + "]}}");
    rig.clock.advance(Duration.ofSeconds(10));
    List<CutWork> cut = cut(Duration.ofSeconds(-1));
    assertThat(cut).extracting(CutWork::group).containsExactly("long");
    assertThat(rerun.again(cut.getFirst())).isInstanceOf(RerunAnswer.Refused.class);
    assertThat(running("parts")).isEmpty();
  }

  @Test
  void aDispatchedChildIsDispatchedAnewWithItsPayloadAndOnlyOnce() throws Exception {
    String parent =
        ClusterRig.job("par", "batch", "1h", 1)
            .replace(
                "\"Type\":\"batch\"",
                "\"Type\":\"batch\",\"Meta\":{\"team\":\"build\"},"
                    + "\"ParameterizedJob\":{\"Payload\":\"optional\",\"MetaOptional\":[\"k\"]}");
    rig.nomad.state().register(parent);
    JobKey key = JobKey.inDefault("par");
    String child =
        rig.client.jobs().dispatch(key, "aGVsbG8=", Map.of("k", "7"), "").dispatchedJobId();
    CutWork cut = cut(Duration.ofSeconds(-1)).getFirst();
    assertThat(cut.job()).isEqualTo(child);
    RerunAnswer.Started started = (RerunAnswer.Started) rerun.again(cut);
    assertThat(started.job()).startsWith("par/dispatch-").isNotEqualTo(child);
    assertThat(rerun.again(cut)).isEqualTo(started);
    var job = rig.client.jobs().read(JobKey.inDefault(started.job())).value().orElseThrow();
    assertThat(job.meta()).isEqualTo(Map.of("k", "7", "team", "build"));
    assertThat(job.raw().text()).contains("aGVsbG8=");
  }

  @Test
  void whatIsGoneOrStoppedOrRunsOnEachNodeIsNotRunAgain() throws Exception {
    rig.runs("cut", "batch", "1h");
    CutWork cut = cut(Duration.ofSeconds(-1)).getFirst();
    rig.client.jobs().stop(JobKey.inDefault("cut"), java.util.OptionalInt.empty());
    assertThat(rerun.again(cut)).isInstanceOf(RerunAnswer.Refused.class);
    rig.client.jobs().purge(JobKey.inDefault("cut"), java.util.OptionalInt.empty());
    assertThat(rerun.again(cut)).isInstanceOf(RerunAnswer.Refused.class);
    rig.runs("each", "sysbatch", "1h");
    assertThat(rerun.again(cut(Duration.ofSeconds(-1)).getFirst()))
        .isInstanceOf(RerunAnswer.Refused.class);
  }
}
