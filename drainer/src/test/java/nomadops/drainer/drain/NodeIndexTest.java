package nomadops.drainer.drain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import nomadops.client.model.Node;
import nomadops.client.model.NomadJson;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.NodeFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What counts as heard since we wrote.
final class NodeIndexTest {
  private static final InstanceId INSTANCE = new InstanceId("i-1");
  private final NodeIndex index = new NodeIndex();

  @BeforeEach
  void aNode() {
    told("n", 7, "ready", "");
  }

  private void told(String id, long modifyIndex, String status, String more) {
    String json =
        "{\"ID\":\"%s\",\"Status\":\"%s\",\"ModifyIndex\":%d%s}"
            .formatted(id, status, modifyIndex, more);
    boolean _ = index.put(id, Optional.of(INSTANCE));
    boolean _ =
        index.heard(Optional.of(Heard.of(NomadJson.read(json.getBytes(UTF_8), Node.class))));
  }

  private List<String> known(long since) {
    return index.sinceMarked(INSTANCE, since).orElse(List.of()).stream()
        .map(NodeFacts::id)
        .toList();
  }

  @Test
  void aNodeThatWasNotMarkedIsNotKnownHoweverFreshTheNewsOfIt() {
    told("n", 99, "ready", "");
    assertThat(known(0)).isEmpty();
    assertThat(index.drainSinceMarked("n", 0)).isEmpty();
  }

  @Test
  void aNodeIsKnownWhenItIsHeardOfWithTheIndexOfItsMarkOrLater() {
    index.marked("n", 9, 100);
    assertThat(known(0)).as("lastly heard of before the mark").isEmpty();
    told("n", 8, "ready", "");
    assertThat(known(0)).as("somebody else's write").isEmpty();
    told("n", 9, "ready", "");
    assertThat(known(0)).containsExactly("n");
  }

  @Test
  void aMarkIsWornOut() {
    index.marked("n", 7, 100);
    assertThat(known(100)).containsExactly("n");
    assertThat(known(101)).isEmpty();
  }

  @Test
  void itsDrainIsKnownOnce() {
    index.marked("n", 7, 100);
    assertThat(index.drainSinceMarked("n", 0))
        .contains(new DrainState(Optional.empty(), Optional.empty()));
    assertThat(index.drainSinceMarked("n", 0)).isEmpty();
  }

  @Test
  void aDrainThatCameAfterTheMarkIsSeen() {
    index.marked("n", 7, 100);
    told("n", 8, "ready", ",\"DrainStrategy\":{\"Deadline\":60000000000}");
    assertThat(index.drainSinceMarked("n", 0).orElseThrow().strategy()).isPresent();
  }

  @Test
  void everyNodeOfTheInstanceMustBeKnownButThoseThatAreDown() {
    index.marked("n", 7, 100);
    told("other", 6, "ready", "");
    assertThat(known(0)).isEmpty();
    told("other", 8, "down", "");
    assertThat(known(0)).containsExactly("n", "other");
  }

  @Test
  void nothingIsKnownOnceEventsWereMissed() {
    index.marked("n", 7, 100);
    index.forgetMarks();
    assertThat(known(0)).isEmpty();
    assertThat(index.drainSinceMarked("n", 0)).isEmpty();
  }
}
