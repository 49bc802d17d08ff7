package nomadops.health.report.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nomadops.health.agent.Courses;
import nomadops.health.check.Course;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.check.Terms;
import nomadops.health.quarantine.policy.facts.Verdict;
import nomadops.health.report.CheckReport;
import nomadops.health.report.ReadBack;
import nomadops.health.report.ReportJson;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final long TICK = Duration.ofHours(9).toNanos();

  private static Course course(Health verdict, long since, Finding last) {
    Course begun = Course.begin(Terms.USUAL, since);
    return new Course(
        verdict,
        since,
        last,
        since,
        begun.graceUntil(),
        begun.runs(),
        begun.failures(),
        begun.heldUntil());
  }

  @Test
  void sinceIsByTheWallsClock() {
    Finding fault = Finding.fail("no answer", Set.of("a:443"));
    Course course =
        course(Health.FAIL, TICK - Duration.ofMinutes(3).toNanos(), Finding.ok("it is back"));

    assertThat(Snapshot.of(Map.of("internet", new Courses.Belief(course, fault)), TICK, NOW))
        .isEqualTo(
            Map.of(
                "internet",
                new CheckReport(
                    Health.FAIL,
                    Instant.parse("2026-11-27T11:57:00Z"),
                    "no answer",
                    Set.of("a:443"))));
  }

  @Test
  void whateverIsBelievedIsReadBack() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Map<String, Courses.Belief> beliefs = new TreeMap<>();
      Map<String, Verdict> expected = new TreeMap<>();
      int checks = random.nextInt(20);
      for (int i = 0; i < checks; i++) {
        Health verdict = List.of(Health.values()).get(random.nextInt(3));
        Finding because = new Finding(verdict, text(random, 250), targets(random));
        String name = "check-" + random.nextInt(64);
        beliefs.put(
            name, new Courses.Belief(course(verdict, random.nextLong(TICK), because), because));
        expected.put(
            name,
            new Verdict(verdict, verdict == Health.FAIL ? because.failedTargets() : Set.of()));
      }
      byte[] document = ReportJson.write("n-1", NOW, Snapshot.of(beliefs, TICK, NOW));

      assertThat(ReadBack.verdicts(document))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  private static Set<String> targets(Random random) {
    Set<String> targets = new HashSet<>();
    int many = random.nextInt(8);
    for (int i = 0; i < many; i++) {
      targets.add("host-" + text(random, 20).replaceAll("\\p{Cc}", "") + ":" + i);
    }
    return targets;
  }

  /// Anything that is text: quotes, controls, what takes two chars.
  private static String text(Random random, int most) {
    int[] letters = new int[random.nextInt(most)];
    Arrays.setAll(
        letters,
        _ ->
            switch (random.nextInt(5)) {
              case 0 -> random.nextInt(0x20);
              case 1 -> "\"\\/'{}[]\u2028\u0085".codePointAt(random.nextInt(10));
              case 2 -> 0x1f600 + random.nextInt(40);
              case 3 -> 0xa0 + random.nextInt(0x300);
              default -> 'a' + random.nextInt(26);
            });
    return new String(letters, 0, letters.length);
  }
}
