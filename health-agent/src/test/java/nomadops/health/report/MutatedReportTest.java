package nomadops.health.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nomadops.health.check.Health;
import org.junit.jupiter.api.Test;

/// Whatever bytes come: they are a report, or they are refused with words.
class MutatedReportTest {
  private static final int ROUNDS = 20_000;

  @Test
  void readingEndsInAReportOrARefusal() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] right =
        ReportJson.write(
            "9fb4f880-e1f9-0133-861d-046685433001",
            Instant.parse("2026-11-27T12:33:30.123Z"),
            Map.of(
                "docker",
                new CheckReport(Health.FAIL, Instant.EPOCH, "it hangs", Set.of("a:443", "b:443")),
                "disk",
                new CheckReport(Health.OK, Instant.EPOCH, "10 % are free", Set.of())));
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutated(right, random);
      try {
        NodeReport report = ReportReader.read(mutated);
        assertThat(report.verdicts().size()).isLessThanOrEqualTo(Bounds.CHECKS);
      } catch (BadReport e) {
        refused++;
        assertThat(e.words())
            .as("seed %d", seed)
            .isNotBlank()
            .doesNotContain("\n")
            .hasSizeLessThan(500);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
    assertThat(refused).as("seed %d", seed).isBetween(ROUNDS / 2, ROUNDS - 1);
  }

  private static byte[] mutated(byte[] right, Random random) {
    byte[] bytes = right.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "0123456789{}[]\",:eE-.null".charAt(random.nextInt(25));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(1, 20), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
