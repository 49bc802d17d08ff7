package nomadops.health.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdict;
import nomadops.health.quarantine.policy.facts.Verdicts;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private final Inbox inbox = new Inbox(3);

  private boolean take(String node, long millis, Verdict verdict) {
    return inbox.take(
        new NodeReport(node, NOW.plusMillis(millis), Map.of("docker", verdict)),
        NOW.plusSeconds(1));
  }

  @Test
  void theLastOfEachClientIsKept() {
    assertThat(take("a", 0, Verdicts.ok())).isTrue();
    assertThat(take("b", 0, Verdicts.ok())).isTrue();
    assertThat(take("a", 1, Verdicts.fail())).isTrue();

    assertThat(inbox.latest())
        .isEqualTo(
            Map.of(
                "a", new Report(Map.of("docker", Verdicts.fail()), NOW.plusSeconds(1)),
                "b", new Report(Map.of("docker", Verdicts.ok()), NOW.plusSeconds(1))));
  }

  @Test
  void whatIsNoNewsChangesNothing() {
    take("a", 5, Verdicts.ok());

    assertThat(take("a", 5, Verdicts.fail())).isFalse();
    assertThat(take("a", 4, Verdicts.fail())).isFalse();
    assertThat(inbox.latest().get("a"))
        .isEqualTo(new Report(Map.of("docker", Verdicts.ok()), NOW.plusSeconds(1)));
  }

  @Test
  void whoWasNotHeardOfForLongestIsForgotten() {
    take("a", 0, Verdicts.ok());
    take("b", 0, Verdicts.ok());
    take("c", 0, Verdicts.ok());
    take("a", 1, Verdicts.ok());
    take("b", 0, Verdicts.ok());
    take("d", 0, Verdicts.ok());

    assertThat(inbox.latest()).containsOnlyKeys("a", "c", "d");
  }

  @Test
  void longReportsAreForgottenEarlier() {
    Inbox narrow = new Inbox(100, 4_000);
    Verdict wordy = Verdicts.fail("x".repeat(260), "y".repeat(260));
    for (int i = 0; i < 10; i++) {
      for (int again = 0; again < 5; again++) {
        assertThat(
                narrow.take(
                    new NodeReport(
                        "n-" + i,
                        NOW.plusMillis(again),
                        Map.of("docker", again == 4 ? wordy : Verdicts.ok())),
                    NOW))
            .isTrue();
      }
    }
    assertThat(narrow.latest()).containsOnlyKeys("n-8", "n-9");
  }

  @Test
  void aCopyStaysAsItWas() {
    take("a", 0, Verdicts.ok());
    Map<String, Report> before = inbox.latest();
    take("b", 0, Verdicts.ok());

    assertThat(before).containsOnlyKeys("a");
    assertThatThrownBy(before::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void ofManyAtOnceTheNewestIsKept() {
    Inbox big = new Inbox();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10_000; i++) {
        int n = i;
        threads.execute(() -> {
          boolean _ =
              big.take(
                  new NodeReport("n-" + n % 100, NOW.plusMillis(n), Map.of()), NOW.plusMillis(n));
        });
      }
    }
    assertThat(big.latest()).hasSize(100);
    assertThat(big.latest().get("n-7")).isEqualTo(new Report(Map.of(), NOW.plusMillis(9_907)));
  }

  @Test
  void anInboxForNobodyIsRefused() {
    assertThatThrownBy(() -> new Inbox(0)).hasMessageContaining("give 1 or more");
  }
}
