package nomadops.gc.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nomadops.client.model.Evaluation;
import org.junit.jupiter.api.Test;

final class FinishedEvalsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final FinishedEvals finished = new FinishedEvals();

  @Test
  void anEndThatCameBeforeTheAnswerToTheDeleteIsRemembered() throws Exception {
    finished.following(true);
    finished.saw(eval("e", "complete"));
    assertThat(finished.await("e", LONG)).isTrue();
  }

  @Test
  void aWaiterIsWokenByTheEnd() throws Exception {
    finished.following(true);
    CompletableFuture<Boolean> told = waiter("e");
    finished.saw(eval("e", "pending"));
    finished.saw(eval("other", "complete"));
    finished.saw(eval("e", "failed"));
    assertThat(told.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoeverWaitsWhenTheStreamBreaksAsksNomad() throws Exception {
    finished.following(true);
    CompletableFuture<Boolean> told = waiter("e");
    finished.following(false);
    assertThat(told.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(finished.await("f", LONG)).isFalse();
  }

  @Test
  void aGapWakesWhoeverWaits() throws Exception {
    finished.following(true);
    CompletableFuture<Boolean> told = waiter("e");
    finished.following(true);
    assertThat(told.get(60, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void silenceEndsTheWait() throws Exception {
    finished.following(true);
    assertThat(finished.await("e", Duration.ofMillis(5))).isFalse();
  }

  @Test
  void theMemoryOfEndsIsBounded() throws Exception {
    finished.following(true);
    for (int i = 0; i <= 4096; i++) {
      finished.saw(eval("e" + i, "complete"));
    }
    assertThat(finished.await("e0", Duration.ZERO)).isFalse();
    assertThat(finished.await("e1", Duration.ZERO)).isTrue();
  }

  @Test
  void aNamespaceThatTheStreamMissedIsNotTrustedUntilItIsHeardOfAgain() {
    List<String> missed = new ArrayList<>();
    finished.onMissed(missed::add);
    finished.following(true);
    finished.missed("default");
    finished.missed("default");
    assertThat(missed).containsExactly("default");
    assertThat(finished.hears("default")).isFalse();
    assertThat(finished.hears("other")).isTrue();
    finished.saw(eval("e", "complete"));
    assertThat(finished.hears("default")).isTrue();
    finished.missed("default");
    finished.following(true);
    assertThat(finished.hears("default")).isTrue();
    finished.following(false);
    assertThat(finished.hears("default")).isFalse();
  }

  /// Returns once it waits.
  private CompletableFuture<Boolean> waiter(String evalId) throws InterruptedException {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                told.complete(finished.await(evalId, LONG));
              } catch (InterruptedException e) {
                told.completeExceptionally(e);
              }
            });
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      Thread.sleep(1);
    }
    return told;
  }

  private static Evaluation eval(String id, String status) {
    return new Evaluation(
        id,
        "default",
        1,
        "batch",
        "job-deregister",
        "j",
        1,
        "",
        status,
        "",
        "",
        "",
        "",
        Map.of(),
        1,
        2,
        0,
        0);
  }
}
