package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class EventsContractTest extends Contract {
  private static JsonNode next(EventStream stream, String topic, String type, String key) {
    return only(stream.until(EventStream.is(topic, type, key)), topic, type, key);
  }

  private static JsonNode only(List<JsonNode> events, String topic, String type, String key) {
    return events.stream().filter(EventStream.is(topic, type, key)).findFirst().orElseThrow();
  }

  @Test
  void theStreamIsJsonInLinesAndBeginsWithAnEmptyObject() {
    try (EventStream stream = new EventStream(nomad, "topic=Job:" + id("a"))) {
      assertThat(stream.response().statusCode()).isEqualTo(200);
      assertThat(stream.response().headers().firstValue("Content-Type"))
          .hasValue("application/json");
      assertThat(stream.line()).isEqualTo("{}");
    }
  }

  @Test
  void aRegistrationShowsTheWholeJobAndItsEvaluation() {
    try (EventStream stream = new EventStream(nomad, "topic=Job&topic=Evaluation")) {
      Answer answer = register(Specs.batch(id("a")));
      String evalId = answer.json().path("EvalID").asString();
      List<JsonNode> events =
          stream.until(EventStream.is("Evaluation", "EvaluationUpdated", evalId));
      JsonNode registered = only(events, "Job", "JobRegistered", id("a"));
      assertThat(registered.path("Index").asLong()).isEqualTo(answer.index());
      assertThat(registered.path("Namespace").asString()).isEqualTo("default");
      assertThat(registered.path("FilterKeys").isNull()).isTrue();
      JsonNode job = registered.at("/Payload/Job");
      assertThat(job.at("/Meta/team").asString()).isEqualTo("build");
      assertThat(job.at("/TaskGroups/0/Tasks/0/Name").asString()).isEqualTo("work");
      assertThat(job.path("JobModifyIndex").asLong()).isEqualTo(answer.index());
      if (target.recordedVersion()) {
        Recorded.answer("job-read-dead-batch").isMatchedBy(job);
      }
      JsonNode made = only(events, "Evaluation", "JobRegistered", evalId);
      assertThat(made.path("FilterKeys").path(0).asString()).isEqualTo(id("a"));
      assertThat(made.at("/Payload/Evaluation/Status").asString()).isEqualTo("pending");
      JsonNode updated = only(events, "Evaluation", "EvaluationUpdated", evalId);
      assertThat(updated.at("/Payload/Evaluation/Status").asString()).isEqualTo("complete");
    }
  }

  @Test
  void aPurgeShowsTheDeletedJobAndItsEvaluation() {
    JsonNode before = registered(Specs.batch(id("a")));
    try (EventStream stream = new EventStream(nomad, "topic=Job&topic=Evaluation")) {
      Answer answer = purge(id("a"), "&eval_priority=3");
      String evalId = answer.ok().json().path("EvalID").asString();
      List<JsonNode> events =
          stream.until(EventStream.is("Evaluation", "EvaluationUpdated", evalId));
      JsonNode gone = only(events, "Job", "JobDeregistered", id("a"));
      assertThat(gone.path("Index").asLong()).isEqualTo(answer.index());
      assertThat(gone.at("/Payload/Job/ID").asString()).isEqualTo(id("a"));
      assertThat(gone.at("/Payload/Job/CreateIndex")).isEqualTo(before.path("CreateIndex"));
      assertThat(gone.at("/Payload/Deleted").asBoolean(false)).isTrue();
      JsonNode made = only(events, "Evaluation", "JobDeregistered", evalId);
      assertThat(made.at("/Payload/Evaluation/Priority").asInt()).isEqualTo(3);
    }
  }

  /// Both events have a dead job. A death has it as its index left it, a purge as it was before.
  @Test
  void aDeathIsToldFromAPurgeByTheJobsIndex() {
    try (EventStream stream = new EventStream(nomad, "topic=Job:" + id("a"))) {
      registered(Specs.batch(id("a")));
      JsonNode died = next(stream, "Job", "EvaluationUpdated", id("a"));
      assertThat(died.at("/Payload/Job/Status").asString()).isEqualTo("dead");
      assertThat(died.at("/Payload/Job/ModifyIndex")).isEqualTo(died.path("Index"));
      purge(id("a"), "").ok();
      JsonNode gone = next(stream, "Job", "JobDeregistered", id("a"));
      assertThat(gone.at("/Payload/Job/Status").asString()).isEqualTo("dead");
      assertThat(gone.at("/Payload/Job/ModifyIndex")).isEqualTo(died.path("Index"));
      assertThat(gone.path("Index").asLong()).isGreaterThan(died.path("Index").asLong());
    }
  }

  @Test
  void aTopicAndAKeySelectAndIndexesNeverFall() {
    try (EventStream stream =
        new EventStream(nomad, "topic=Job:" + id("a") + "&topic=Evaluation:" + id("a"))) {
      registered(Specs.batch(id("b")));
      registered(Specs.batch(id("a")));
      purge(id("a"), "").ok();
      List<JsonNode> events = stream.until(EventStream.is("Job", "JobDeregistered", id("a")));
      assertThat(events)
          .allSatisfy(event ->
              assertThat(List.of(event.path("Key"), event.path("FilterKeys").path(0)))
                  .anyMatch(key -> key.asString("").equals(id("a"))));
      assertThat(events.stream().map(event -> event.path("Index").asLong())).isSorted();
    }
  }

  @Test
  void anIndexReplaysWhatTheBufferHolds() {
    Answer first = register(Specs.batch(id("a")));
    evaluated(first);
    evaluated(register(Specs.batch(id("b"))));
    try (EventStream stream = new EventStream(nomad, "topic=Job&index=" + first.index())) {
      List<JsonNode> events = stream.until(EventStream.is("Job", "JobRegistered", id("b")));
      assertThat(events.getFirst().path("Index").asLong()).isEqualTo(first.index());
      only(events, "Job", "JobRegistered", id("a"));
      assertThat(events.stream().map(event -> event.path("Topic").asString())).containsOnly("Job");
    }
  }

  @Test
  void anIndexStartsAtTheFirstEventThatIsNotOlder() {
    registered(Specs.batch(id("a")));
    Answer second = register(Specs.batch(id("b")));
    evaluated(second);
    try (EventStream stream = new EventStream(nomad, "topic=Job&index=" + second.index())) {
      List<JsonNode> events = stream.until(EventStream.is("Job", "JobRegistered", id("b")));
      assertThat(texts(Answer.JSON.valueToTree(events), "Key")).containsOnly(id("b"));
    }
  }

  @Test
  void withoutAnIndexTheBufferIsReplayedFromItsOldestEvent() {
    Answer registration = register(Specs.batch(id("a")));
    evaluated(registration);
    try (EventStream stream = new EventStream(nomad, "topic=Job:" + id("a"))) {
      List<JsonNode> events = stream.until(EventStream.is("Job", "JobRegistered", id("a")));
      assertThat(events.getLast().path("Index").asLong()).isEqualTo(registration.index());
    }
  }

  @Test
  void aBadIndexIsRefused() {
    assertThat(nomad.get("/v1/event/stream?topic=Job&index=abc").expect(400).body())
        .startsWith("Unable to parse index: ");
  }

  @Test
  void aJobsStatusIsToldUnderTheNameOfWhatChangedIt() {
    try (EventStream stream = new EventStream(nomad, "topic=Job:" + id("a"))) {
      register(Specs.batch(id("a")));
      List<JsonNode> events = stream.until(EventStream.is("Job", "EvaluationUpdated", id("a")));
      assertThat(only(events, "Job", "JobRegistered", id("a")).at("/Payload/Job/Status").asString())
          .isEqualTo("pending");
      assertThat(events.getLast().at("/Payload/Job/Status").asString()).isEqualTo("dead");
    }
  }

  @Test
  void aPurgeIsToldInTwoLinesOfOneIndex() {
    registered(Specs.batch(id("a")));
    try (EventStream stream = new EventStream(nomad, "topic=*")) {
      Answer answer = purge(id("a"), "");
      String evalId = answer.ok().json().path("EvalID").asString();
      List<String> topics = new ArrayList<>();
      JsonNode line;
      do {
        line = Answer.JSON.readTree(stream.line());
        if (line.path("Index").asLong() == answer.index()) {
          topics.add(String.join(",", texts(line.path("Events"), "Topic")));
        }
      } while (!texts(line.path("Events"), "Key").contains(evalId));
      assertThat(topics).containsExactly("Job", "Evaluation");
    }
  }
}
