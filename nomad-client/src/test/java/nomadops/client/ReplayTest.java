package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every recording of both servers is answered to the call that it belongs to.
final class ReplayTest {
  private static final Map<String, Replay> REPLAYS = replays();
  private static final RecordedNomad SERVER = new RecordedNomad();
  private static NomadClient nomad;

  private static Map<String, Replay> replays() {
    Map<String, Replay> all = new HashMap<>();
    Stream.of(
            JobReplays.all(),
            JobListReplays.all(),
            EvaluationReplays.all(),
            DeploymentReplays.all(),
            NodeReplays.all(),
            VariableReplays.all(),
            OperatorReplays.all(),
            RefusalReplays.all())
        .forEach(some ->
            some.forEach((name, replay) -> assertThat(all.put(name, replay)).as(name).isNull()));
    return all;
  }

  @BeforeAll
  static void connect() {
    nomad = NomadClient.connect(SERVER.plain().build());
  }

  @AfterAll
  static void stop() {
    nomad.close();
    SERVER.close();
  }

  @TestFactory
  Stream<DynamicTest> everyRecordingIsUnderstood() {
    return Recording.all().stream()
        .filter(recorded -> REPLAYS.containsKey(recorded.name()))
        .map(recorded ->
            DynamicTest.dynamicTest(
                recorded.toString(),
                () -> {
                  SERVER.answerWith(recorded);
                  REPLAYS.get(recorded.name()).play(nomad, recorded);
                  SERVER.assertAskedLike(recorded);
                }));
  }

  @Test
  void noRecordingIsReplayedByNobody() {
    Set<String> recorded =
        Recording.all().stream()
            .map(Recording::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(new TreeSet<>(REPLAYS.keySet())).isEqualTo(recorded);
  }
}
