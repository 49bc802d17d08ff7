package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class BlockingQueriesContractTest extends Contract {
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  /// Asks on another thread, and gives the request time to arrive before it returns.
  private CompletableFuture<Answer> asked(Supplier<Answer> question) {
    CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(question, THREADS);
    nomad.get("/v1/jobs?index=1000000000&wait=100ms&prefix=" + prefix);
    return answer;
  }

  @Test
  void anIndexThatIsBehindIsAnsweredAtOnce() {
    register(Specs.batch(id("a")));
    Answer answer = nomad.get("/v1/jobs?wait=10m&index=1&prefix=" + prefix);
    assertThat(answer.ok().index()).isGreaterThan(1);
    assertThat(texts(answer.json(), "ID")).containsExactly(id("a"));
  }

  @Test
  void nothingNewIsAnsweredAfterTheWaitWithTheSameIndex() {
    registered(Specs.batch(id("a")));
    String path = jobPath(id("a"));
    Answer before = nomad.get(path);
    Answer after = nomad.get(path + "?wait=50ms&index=" + before.index());
    assertThat(after.ok().index()).isEqualTo(before.index());
    assertThat(after.json()).isEqualTo(before.json());
  }

  @Test
  void aJobsQueryReturnsWhenTheJobChanges() throws Exception {
    registered(Specs.batch(id("a")));
    long index = nomad.get(jobPath(id("a"))).index();
    CompletableFuture<Answer> question =
        asked(() -> nomad.get(jobPath(id("a")) + "?wait=20s&index=" + index));
    Answer write = register(Specs.meta(Specs.batch(id("a")), Map.of("team", "ops")));
    Answer answer = question.get();
    assertThat(answer.ok().index()).isGreaterThanOrEqualTo(write.index());
    assertThat(answer.json().at("/Meta/team").asString()).isEqualTo("ops");
  }

  @Test
  void aMissingJobsQueryReturnsWhenItIsRegistered() throws Exception {
    Answer missing = nomad.get(jobPath(id("a"))).expect(404);
    CompletableFuture<Answer> question =
        asked(() ->
            Await.until(
                "registered",
                () -> nomad.get(jobPath(id("a")) + "?wait=20s&index=" + missing.index()),
                answer -> answer.status() == 200));
    register(Specs.batch(id("a")));
    assertThat(question.get().json().path("ID").asString()).isEqualTo(id("a"));
  }

  @Test
  void aPurgedJobsQueryReturnsA404() throws Exception {
    registered(Specs.batch(id("a")));
    long index = nomad.get(jobPath(id("a"))).index();
    CompletableFuture<Answer> question =
        asked(() -> nomad.get(jobPath(id("a")) + "?wait=20s&index=" + index));
    purge(id("a"), "").ok();
    assertThat(question.get().status()).isEqualTo(404);
  }

  @Test
  void aListsQueryReturnsWhenARowAppears() throws Exception {
    registered(Specs.batch(id("a")));
    String path = "/v1/jobs?prefix=" + prefix;
    long index = nomad.get(path).index();
    CompletableFuture<Answer> question = asked(() -> nomad.get(path + "&wait=20s&index=" + index));
    long written = register(Specs.batch(id("b"))).index();
    assertThat(question.get().index()).isGreaterThanOrEqualTo(Math.min(written, index + 1));
    assertThat(nomad.get(path).json()).hasSize(2);
  }

  @Test
  void anEvaluationIsFollowedToItsEndByItsModifyIndex() {
    Answer registration = register(Specs.batch(id("a")));
    String path = "/v1/evaluation/" + registration.json().path("EvalID").asString();
    long index = 1;
    Answer answer;
    do {
      answer = nomad.get(path + "?wait=20s&index=" + index).ok();
      assertThat(answer.index()).isGreaterThanOrEqualTo(index);
      index = answer.index();
    } while (answer.json().path("Status").asString().equals("pending"));
    assertThat(answer.json().path("Status").asString()).isEqualTo("complete");
    assertThat(answer.index()).isEqualTo(answer.json().path("ModifyIndex").asLong());
  }
}
