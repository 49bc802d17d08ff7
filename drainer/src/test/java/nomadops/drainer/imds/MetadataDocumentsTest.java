package nomadops.drainer.imds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.imds.MetadataDocuments.Found;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataDocumentsTest {
  private static final InstanceId SELF = new InstanceId("i-0633ac2b0d9769723");
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private static final String REBOOT =
      """
      {"NotBefore":"21 Jan 2019 09:00:43 GMT","Code":"system-reboot","Description":"scheduled \
      reboot","EventId":"instance-event-0d59937288b749b32","NotAfter":"21 Jan 2019 09:17:23 GMT",\
      "State":"active"}\
      """;

  @ParameterizedTest
  @ValueSource(strings = {"terminate", "stop", "hibernate"})
  void aSpotActionIsAnInterruptionThatWasAnnouncedTwoMinutesAhead(String action) {
    String document = "{\"action\":\"" + action + "\",\"time\":\"2017-09-18T08:22:00Z\"}";
    assertThat(MetadataDocuments.spot(document, SELF).notices())
        .containsExactly(
            new Notice.SpotInterruption(
                SELF,
                Instant.parse("2017-09-18T08:20:00Z"),
                Instant.parse("2017-09-18T08:22:00Z"),
                action));
  }

  @Test
  void aRebalanceRecommendationHasItsNoticeTime() {
    assertThat(
            MetadataDocuments.rebalance("{\"noticeTime\":\"2020-10-26T15:55:55Z\"}", SELF)
                .notices())
        .containsExactly(new Notice.Rebalance(SELF, Instant.parse("2020-10-26T15:55:55Z")));
  }

  @Test
  void aMaintenanceEventStartsWhenItSays() {
    assertThat(maintenance("[" + REBOOT + "]").notices())
        .containsExactly(
            new Notice.Maintenance(
                SELF,
                NOW,
                "instance-event-0d59937288b749b32",
                "system-reboot",
                Optional.of(Instant.parse("2019-01-21T09:00:43Z")),
                false));
  }

  @Test
  void noMaintenanceIsAnEmptyList() {
    assertThat(maintenance("[]")).isEqualTo(Found.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"active, false", "canceled, true", "completed, true", "unheard-of, false"})
  void aMaintenanceEventMayBeOver(String state, boolean over) {
    assertThat(maintenance("[" + REBOOT.replace("active", state) + "]").notices())
        .singleElement()
        .isInstanceOfSatisfying(
            Notice.Maintenance.class, event -> assertThat(event.over()).isEqualTo(over));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"NotBefore\":\"1 Sep 2026 01:02:03 GMT\",\"Code\":\"instance-stop\",\"EventId\":\"e\"}",
        "{\"NotBefore\":\"01 Sep 2026 01:02:03 GMT\",\"NotAfter\":\"soon\",\"Code\":\"c\",\"EventId\":\"e\"}"
      })
  void anEventWithoutAnEndOrWithAnUnreadableOneIsStillAnEvent(String event) {
    assertThat(maintenance("[" + event + "]").notices())
        .singleElement()
        .isInstanceOfSatisfying(
            Notice.Maintenance.class,
            read -> assertThat(read.starts()).contains(Instant.parse("2026-09-01T01:02:03Z")));
  }

  @Test
  void anEventThatDoesNotSayWhenItStartsHasNoStart() {
    assertThat(maintenance("[{\"Code\":\"instance-retirement\",\"EventId\":\"e\"}]").notices())
        .singleElement()
        .isInstanceOfSatisfying(
            Notice.Maintenance.class, event -> assertThat(event.starts()).isEmpty());
  }

  @Test
  void anEventThatCannotBeReadTakesNoOtherWithIt() {
    String soon = REBOOT.replace("21 Jan 2019 09:00:43 GMT", "soon");
    Found found = maintenance("[" + soon + ",7," + REBOOT + "]");
    assertThat(found.notices()).hasSize(1);
    assertThat(found.faults())
        .containsExactly(
            "NotBefore such as \"21 Jan 2019 09:00:43 GMT\" is needed, not \"soon\"",
            "EventId such as \"instance-event-0d59937288b749b32\" is needed, not nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>no</html> | JSON is needed, not '<html>no</html>'",
        "{} | action such as \"terminate\" is needed, not nothing",
        "{\"action\":7} | action such as \"terminate\" is needed, not '7'",
        "{\"action\":\"stop\"} | time such as \"2017-09-18T08:22:00Z\" is needed, not nothing",
        "{\"action\":\"stop\",\"time\":\"soon\"} | is needed, not \"soon\"",
        "[] | action such as \"terminate\" is needed, not nothing",
        "{\"action\":\"stop\",\"ti | JSON is needed"
      })
  void aSpotActionThatCannotBeReadIsToldByItsField(String document, String fault) {
    Found found = MetadataDocuments.spot(document, SELF);
    assertThat(found.notices()).isEmpty();
    assertThat(found.faults()).singleElement().asString().contains(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "\"text\"", "[[[[", "{\"noticeTime\":null}"})
  void garbageIsAFaultAndNeverAnException(String document) {
    assertThat(MetadataDocuments.rebalance(document, SELF).faults()).hasSize(1);
    assertThat(maintenance(document).faults()).hasSize(1);
    assertThat(MetadataDocuments.spot(document, SELF).faults()).hasSize(1);
  }

  private static Found maintenance(String document) {
    return MetadataDocuments.maintenance(document, SELF, NOW);
  }
}
