package nomadops.client.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import nomadops.client.events.ScriptedWire.End;
import nomadops.client.fault.NomadFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventStreamTest {
  private static final Subscription ALL =
      Subscription.to(Topic.JOB, Topic.EVALUATION, Topic.ALLOCATION, Topic.NODE, Topic.DEPLOYMENT)
          .withBuffer(100_000);

  @Test
  void aStreamCutAnywhereIsResumedWithoutALossOrARepetition() throws Exception {
    byte[] whole = (line(10, "a") + line(12, "b") + line(15, "d")).getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= whole.length; cut++) {
      for (End end : List.of(End.END_OF_STREAM, End.RESET)) {
        try (Collected seen = new Collected(ALL)) {
          seen.wire.then(Arrays.copyOf(whole, cut), end);
          seen.untilDisconnected();
          // The server sends from the asked index on, that entry included.
          seen.wire.then(from(whole, seen), End.SILENCE);
          seen.until(EventStreamTest::isC);
          assertThat(seen.events())
              .extracting(NomadEvent::index)
              .containsExactly(10L, 12L, 15L, 20L);
          assertThat(seen.gaps()).isEmpty();
        }
      }
    }
  }

  private static boolean isC(StreamItem item) {
    return item instanceof NomadEvent event && event.header().key().equals("c");
  }

  private static byte[] from(byte[] whole, Collected seen) {
    long last = seen.events().isEmpty() ? 0 : seen.events().getLast().index();
    StringBuilder rest = new StringBuilder("{}\n");
    for (String line : new String(whole, StandardCharsets.UTF_8).split("\n")) {
      long index = Long.parseLong(line.substring(9, line.indexOf(',')));
      rest.append(index >= last ? line + "\n" : "");
    }
    rest.append(line(20, "c"));
    return rest.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aServerThatStartsLaterThanWeStoppedIsAGap() throws Exception {
    try (Collected seen = new Collected(ALL)) {
      seen.wire.then("{}\n" + line(10, "a"), End.RESET);
      seen.untilDisconnected();
      seen.wire.then("{}\n" + line(30, "c"), End.SILENCE);
      seen.until(EventStreamTest::isC);
      assertThat(seen.gaps())
          .containsExactly(new StreamGap(StreamGap.Cause.BEYOND_SERVER_BUFFER, 10, 30, 0));
      assertThat(seen.wire.askedIndexes).containsExactly(Optional.empty(), Optional.of("10"));
    }
  }

  @Test
  void aRestartedServerThatOnlyBeatsIsAGapToo() throws Exception {
    try (Collected seen = new Collected(ALL)) {
      seen.wire.then("{}\n" + line(10, "a"), End.RESET);
      seen.untilDisconnected();
      seen.wire.then("{}\n{}\n" + line(30, "c"), End.SILENCE);
      seen.until(EventStreamTest::isC);
      assertThat(seen.gaps())
          .containsExactly(new StreamGap(StreamGap.Cause.BEYOND_SERVER_BUFFER, 10, 0, 0));
    }
  }

  @Test
  void anIndexThatGoesBackIsAGap() throws Exception {
    try (Collected seen = new Collected(ALL)) {
      seen.wire.then(line(100, "a"), End.RESET);
      seen.untilDisconnected();
      seen.wire.then("{}\n" + line(7, "b") + line(8, "c"), End.SILENCE);
      seen.until(EventStreamTest::isC);
      assertThat(seen.gaps())
          .containsExactly(new StreamGap(StreamGap.Cause.INDEX_WENT_BACK, 100, 7, 0));
      assertThat(seen.events()).extracting(NomadEvent::index).containsExactly(100L, 7L, 8L);
    }
  }

  @Test
  void aSubscriptionFromTheListsIndexSkipsTheOlderEventThatTheServerStartsWith() throws Exception {
    try (Collected seen = new Collected(ALL.from(50))) {
      seen.wire.then("{}\n" + line(48, "a") + line(51, "c"), End.SILENCE);
      seen.until(EventStreamTest::isC);
      assertThat(seen.events()).hasSize(1);
      assertThat(seen.gaps()).isEmpty();
      assertThat(seen.wire.askedIndexes).containsExactly(Optional.of("50"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "[]",
        "{\"Index\":12,\"Events\":[{\"Topic\":\"Job\"",
        "{\"Index\":12,\"Events\":{}}",
        "",
        "\"x\"",
        "{\"Index\":-1,\"Events\":[{}]}"
      })
  void aBrokenLineIsReadAgainOnceAndThenSkippedAsAGap(String broken) throws Exception {
    try (Collected seen = new Collected(ALL)) {
      seen.wire.then(line(10, "a") + broken + "\n", End.SILENCE);
      StreamItem.Disconnected end = (StreamItem.Disconnected) seen.untilDisconnected();
      assertThat(end.cause()).isInstanceOf(NomadFault.Garbled.class);
      seen.wire.then(line(10, "a") + broken + "\n" + line(14, "c"), End.SILENCE);
      seen.until(EventStreamTest::isC);
      assertThat(seen.gaps())
          .containsExactly(new StreamGap(StreamGap.Cause.UNREADABLE_LINE, 10, 0, 0));
      assertThat(seen.events()).extracting(NomadEvent::index).containsExactly(10L, 14L);
    }
  }

  @Test
  void aTopicThatWeDoNotKnowIsHandedOverAsItIs() throws Exception {
    String line =
        "{\"Index\":5,\"Events\":[{\"Topic\":\"Moon\",\"Type\":\"Rise\",\"Key\":\"k\",\"Index\":5,\"New\":[1],"
            + "\"Payload\":{\"Moon\":{\"Full\":true}}},{\"Topic\":\"Job\",\"Type\":\"X\",\"Index\":5,\"Payload\":null}]}\n";
    try (Collected seen = new Collected(ALL)) {
      seen.wire.then(line, End.END_OF_STREAM);
      seen.untilDisconnected();
      assertThat(seen.events()).hasSize(2).allMatch(NomadEvent.Unknown.class::isInstance);
      assertThat(((NomadEvent.Unknown) seen.events().getFirst()).payload().orElseThrow().text())
          .isEqualTo("{\"Full\":true}");
    }
  }

  @Test
  void aForbiddenStreamSaysSoAndKeepsTryingMoreAndMoreSlowly() throws Exception {
    try (Collected seen = new Collected(ALL)) {
      for (int i = 0; i < 8; i++) {
        seen.wire.refuse(
            new NomadFault.Answered("GET x", 403, "Permission denied", null, "denied"));
      }
      List<Duration> delays = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        StreamItem.Disconnected end = (StreamItem.Disconnected) seen.untilDisconnected();
        assertThat(end.cause().isForbidden()).isTrue();
        delays.add(end.retryIn());
      }
      assertThat(delays.getLast()).isGreaterThan(Duration.ofSeconds(5));
      assertThat(new TreeSet<>(delays)).hasSizeGreaterThan(4);
      seen.wire.then(line(3, "c"), End.SILENCE);
      seen.until(EventStreamTest::isC);
    }
  }

  @Test
  void anErrorLineEndsTheStreamWithItsWords() throws Exception {
    try (Collected seen = new Collected(ALL)) {
      seen.wire.then(
          "{}\n{\"Error\":{\"Message\":\"Permission denied\",\"Code\":403}}\n", End.SILENCE);
      StreamItem.Disconnected end = (StreamItem.Disconnected) seen.untilDisconnected();
      assertThat(end.cause().isForbidden()).isTrue();
      assertThat(end.cause()).hasMessageContaining("Permission denied");
    }
  }

  @Test
  void aStreamThatEndsBeforeItsFirstLineHintsAtTheToken() throws Exception {
    try (Collected seen = new Collected(ALL)) {
      seen.wire.then("", End.END_OF_STREAM);
      StreamItem.Disconnected end = (StreamItem.Disconnected) seen.untilDisconnected();
      assertThat(end.cause()).hasMessageContaining("token");
    }
  }

  @Test
  void aConsumerThatIsTooSlowSeesAGapAndNotASilentLoss() throws Exception {
    try (Collected seen = new Collected(ALL.withBuffer(4))) {
      StringBuilder lines = new StringBuilder();
      for (int index = 1; index <= 100; index++) {
        lines.append(line(index, "k"));
      }
      seen.wire.then(lines.toString(), End.END_OF_STREAM);
      // The second connection is asked for only when the first was read to its end: nobody consumed
      // meanwhile.
      while (seen.wire.askedIndexes.size() < 2) {
        Thread.onSpinWait();
      }
      seen.wire.then("{}\n" + line(100, "k") + line(101, "c"), End.SILENCE);
      seen.until(StreamGap.class::isInstance);
      assertThat(seen.gaps().getFirst().cause()).isEqualTo(StreamGap.Cause.SLOW_CONSUMER);
      assertThat(seen.gaps().getFirst().afterIndex()).isEqualTo(seen.events().getLast().index());
      assertThat(seen.gaps().getFirst().lost()).isGreaterThan(90);
    }
  }

  @Test
  void aClosedStreamWakesItsConsumer() throws Exception {
    Collected seen = new Collected(ALL);
    Thread closer = Thread.ofVirtual().start(seen::close);
    assertThatThrownBy(() -> seen.stream().next()).isInstanceOf(IllegalStateException.class);
    closer.join();
    assertThatThrownBy(() -> seen.stream().next(Duration.ZERO))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String line(long index, String key) {
    return ("{\"Index\":%d,\"Events\":[{\"Topic\":\"Evaluation\",\"Type\":\"T\",\"Key\":\"%s\",\"Namespace\":\"default\",\"FilterKeys\":null,"
            + "\"Index\":%d,\"Payload\":{\"Evaluation\":{\"ID\":\"%s\"}}}]}\n")
        .formatted(index, key, index, key);
  }
}
