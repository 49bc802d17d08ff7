package nomadops.client.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

final class ModelTest {

  @Test
  void jobKeysSortAsTheirBytesDo() {
    List<String> texts =
        List.of(
            "a",
            "a/b",
            "a-b",
            "ab",
            "Z",
            "\u00fc",
            "\uffee",
            "\ue000",
            "\ud83d\ude00",
            "\ud800\udc00");
    List<JobKey> keys = new ArrayList<>();
    for (String namespace : texts) {
      texts.forEach(id -> keys.add(new JobKey(namespace, id)));
    }
    Collections.shuffle(keys, new Random(1));
    List<JobKey> byBytes = new ArrayList<>(keys);
    byBytes.sort((left, right) -> {
      int first = compareBytes(left.namespace(), right.namespace());
      return first != 0 ? first : compareBytes(left.id(), right.id());
    });
    assertThat(keys.stream().sorted().toList()).isEqualTo(byBytes);
  }

  private static int compareBytes(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "15s,15000",
    "1h0m0s,3600000",
    "1h30m,5400000",
    "1.5s,1500",
    "200ms,200",
    "-2s,-2000",
    "0,0",
    "0s,0"
  })
  void goDurationsAreRead(String text, long millis) {
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "s", "1d", "1s x", "x1s", "1s1", "--1s"})
  void whatIsNoGoDurationIsExplained(String text) {
    assertThatThrownBy(() -> GoDuration.parse(text)).hasMessageContaining("15s");
  }

  @Test
  void goDurationsAreWrittenExactly() {
    for (long nanos : new long[] {0, 1, 1_500, 1_500_000, 15_000_000_000L, 1_500_000_000L}) {
      Duration duration = Duration.ofNanos(nanos);
      assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
    }
  }

  @Test
  void aSchedulerConfigurationKeepsWhatWeDoNotKnow() {
    SchedulerConfiguration config =
        SchedulerConfiguration.of(
            RawJson.of("{\"Tomorrow\":{\"x\":[1.50,9007199254740993]},\"PauseEvalBroker\":false}"));
    assertThat(config.withPauseEvalBroker(true).json().text())
        .isEqualTo("{\"Tomorrow\":{\"x\":[1.50,9007199254740993]},\"PauseEvalBroker\":true}");
    assertThat(config.pauseEvalBroker()).isFalse();
  }

  @Test
  void aJobWithOnlyNullsIsStillAJob() {
    Job job =
        NomadJson.job(
            RawJson.of(
                "{\"ID\":\"a\",\"Namespace\":null,\"Meta\":{\"k\":null},\"Priority\":null,\"Periodic\":{\"Enabled\":false},"
                    + "\"VersionTag\":{\"Name\":\"gold\"}}"));
    assertThat(job.key()).isEqualTo(JobKey.inDefault("a"));
    assertThat(job.meta()).containsEntry("k", "");
    assertThat(job.isParent()).isTrue();
    assertThat(job.versionTag().orElseThrow().name()).isEqualTo("gold");
  }

  @Test
  void aNodesDrainIsReadWithTimesOfAnyOffsetAndNullsAreNothing() {
    Node node =
        node(
            """
            {"ID":"n","Meta":null,"LastDrain":{"StartedAt":"2026-11-22T21:54:33.5+02:00","UpdatedAt":null,
             "Status":"draining","AccessorID":"","Meta":{"a":null}},"Reserved":{"Cpu":[1,{"x":2}]},
             "DrainStrategy":{"Deadline":60000000000,"ForceDeadline":"0001-01-01T00:00:00Z","StartedAt":null}}
            """);
    assertThat(node.lastDrain().orElseThrow().startedAt()).isEqualTo("2026-11-22T19:54:33.500Z");
    assertThat(node.lastDrain().orElseThrow().updatedAt()).isEqualTo(Instant.EPOCH);
    assertThat(node.lastDrain().orElseThrow().meta()).containsEntry("a", "");
    assertThat(node.drainStrategy().orElseThrow().deadline()).isEqualTo(Duration.ofMinutes(1));
    assertThat(node.drainStrategy().orElseThrow().forceDeadline()).isEmpty();
    assertThat(node.meta()).isEmpty();
    assertThat(node("{\"ID\":\"n\",\"DrainStrategy\":null}").drainStrategy()).isEmpty();
  }

  @Test
  void aTimeThatIsNoneIsAFaultThatNamesTheField() {
    assertThatThrownBy(() -> node("{\"LastDrain\":{\"StartedAt\":\"yesterday\"}}"))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("StartedAt");
    assertThatThrownBy(() -> node("{\"LastDrain\":{\"StartedAt\":7}}"))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("StartedAt");
  }

  private static Node node(String json) {
    return NomadJson.read(json.getBytes(UTF_8), Node.class);
  }

  @Test
  void aKeyWithoutAPlaceIsAnError() {
    assertThatThrownBy(() -> new JobKey("*", "a")).hasMessageContaining("namespace");
    assertThatThrownBy(() -> new JobKey("default", "")).hasMessageContaining("job id");
  }
}
