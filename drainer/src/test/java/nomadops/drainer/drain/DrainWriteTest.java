package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import nomadops.client.model.Node;
import nomadops.client.model.NomadJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in whatever order, a drain is only ever shortened.
final class DrainWriteTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aRunningDrainNeverEndsLaterThanBefore(long seed) {
    Random random = new Random(seed);
    Instant now = START;
    Node node = node("", "");
    Instant end = Instant.MAX;
    boolean drains = false;
    for (int step = 0; step < 300; step++) {
      now = now.plusSeconds(random.nextInt(5));
      Map<String, String> meta = Map.of("k", "" + random.nextInt(2));
      Duration wanted =
          Duration.ofSeconds(random.nextInt(20) == 0 ? 0 : 10 + random.nextInt(5_000));
      switch (DrainWrite.of(DrainState.of(node), wanted, true, meta, now)) {
        case DrainWrite.Nothing(String _) -> {
          assertThat(drains).isTrue();
          assertThat(node.lastDrain().orElseThrow().meta()).isEqualTo(meta);
        }
        case DrainWrite.Put(Duration written, String _) -> {
          Instant next = written.isZero() ? Instant.MAX : now.plus(written);
          // A drain whose end has passed gets its last second.
          Instant latest = end.isBefore(now.plusSeconds(1)) ? now.plusSeconds(1) : end;
          assertThat(next).as("seed %s, step %s", seed, step).isBeforeOrEqualTo(latest);
          end = next;
          drains = true;
          node = node(written.isZero() ? "" : next.toString(), meta.get("k"), written);
        }
      }
    }
  }

  private static Node node(String force, String key, Duration... deadline) {
    String drain =
        deadline.length == 0
            ? ""
            : """
            ,"DrainStrategy":{"Deadline":%d,"IgnoreSystemJobs":true,"ForceDeadline":%s},
            "LastDrain":{"Status":"draining","Meta":{"k":"%s"}}
            """
                .formatted(
                    deadline[0].toNanos(), force.isEmpty() ? "null" : '"' + force + '"', key);
    String json = "{\"ID\":\"n\"" + drain + "}";
    return NomadJson.read(json.getBytes(StandardCharsets.UTF_8), Node.class);
  }
}
