package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.runtime.config.BadValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
  private static final String AUDIT =
      """
      {"insertId":"x1","timestamp":"2026-11-23T09:59:58Z","protoPayload":
        {"methodName":"%s","resourceName":"projects/p/zones/us-central1-a/instances/gke-pool-1a2b"}}
      """;

  private static List<Notice> notices(Mapping mapping, String json) {
    Reading reading = mapping.read(json.getBytes(UTF_8));
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) reading)
        .told().stream().map(told -> told.notice(WebhookRig.START)).toList();
  }

  private static List<String> faults(Mapping mapping, String json) {
    Reading reading = mapping.read(json.getBytes(UTF_8));
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).faults();
  }

  private static String pushed(String data) {
    return """
    {"message":{"attributes":{"logging.googleapis.com/timestamp":"2026-11-23T09:59:58Z"},
      "data":"%s","messageId":"2070443601311540","publishTime":"2026-11-23T10:00:00Z"},
     "subscription":"projects/p/subscriptions/preempted"}
    """
        .formatted(Base64.getEncoder().encodeToString(data.getBytes(UTF_8)));
  }

  @Test
  void readsScheduledEventsOfAzure() {
    Instant reboot = Instant.parse("2026-11-23T18:29:47Z");
    assertThat(notices(Samples.mapping("azure.yaml"), Samples.text("azure.json")))
        .containsExactly(
            maintenance("vmss_vm_test_0", reboot),
            maintenance("FrontEnd_IN_0", reboot),
            new Notice.SpotInterruption(
                new InstanceId("spot_3"),
                WebhookRig.START,
                WebhookRig.START.plusSeconds(30),
                "Preempt"),
            new Notice.Requested(
                new InstanceId("vmss_9"),
                WebhookRig.START,
                "f020ba2e-3bc0-4c40-a10b-86575a9eabd5",
                Optional.empty(),
                "The scale set shrinks."));
  }

  private static Notice maintenance(String vm, Instant starts) {
    return new Notice.Maintenance(
        new InstanceId(vm),
        WebhookRig.START,
        "C7061BAC-AFDC-4513-B24B-AA5F13A16123",
        "Reboot",
        Optional.of(starts),
        false);
  }

  @Test
  void anEmptyDocumentOfAzureIsNothing() {
    assertThat(notices(Samples.mapping("azure.yaml"), "{\"DocumentIncarnation\":1,\"Events\":[]}"))
        .isEmpty();
  }

  @Test
  void whatIsOverEndsAMaintenanceAndIsPassedOverElsewhere() {
    String over = Samples.text("azure.json").replace("Scheduled", "Completed");
    assertThat(notices(Samples.mapping("azure.yaml"), over))
        .hasSize(3)
        .filteredOn(notice -> notice instanceof Notice.Maintenance)
        .hasSize(2)
        .allSatisfy(notice -> assertThat(((Notice.Maintenance) notice).over()).isTrue());
  }

  @Test
  void oneBadItemOfAzureIsNamed() {
    String bad =
        Samples.text("azure.json")
            .replace("\"spot_3\"", "\"spot 3\"")
            .replace("\"Terminate\"", "\"Termination\"");
    assertThat(faults(Samples.mapping("azure.yaml"), bad))
        .satisfiesExactly(
            fault -> assertThat(fault).startsWith("/Events/1/Resources/0 is 'spot 3'"),
            fault ->
                assertThat(fault)
                    .startsWith("/Events/2/EventType is 'Termination'")
                    .contains("in the mapping: Terminate perhaps"));
  }

  @ParameterizedTest
  @CsvSource({
    "{}, '/Events is missing, it should be an object or a list of them'",
    "[], '/Events is missing, it should be an object or a list of them'",
    "{\"Events\":[1]}, '/Events/0 is 1, it should be an object or a list of them'",
    "{\"Events\":[{}]}, '/Events/0/EventType is missing, it should be in the mapping'",
    "nonsense, 'the body is no JSON'"
  })
  void namesWhatIsMissing(String json, String fault) {
    assertThat(faults(Samples.mapping("azure.yaml"), json.replace('\'', '"')))
        .first()
        .asString()
        .startsWith(fault);
  }

  @Test
  void readsWhatAScriptPostsOfGooglesMetadata() {
    Mapping mapping = Samples.mapping("gcp-metadata.yaml");
    String post = "{\"instance\":\"vm-1\",\"id\":\"b-1\",\"event\":\"%s\"}";
    InstanceId vm = new InstanceId("vm-1");
    assertThat(notices(mapping, post.formatted("preempted")))
        .containsExactly(
            new Notice.SpotInterruption(
                vm, WebhookRig.START, WebhookRig.START.plusSeconds(30), "preempted"));
    assertThat(notices(mapping, post.formatted("TERMINATE_ON_HOST_MAINTENANCE")))
        .containsExactly(
            new Notice.Maintenance(
                vm,
                WebhookRig.START,
                "b-1",
                "TERMINATE_ON_HOST_MAINTENANCE",
                Optional.empty(),
                false));
    assertThat(notices(mapping, post.formatted("NONE")))
        .containsExactly(
            new Notice.Maintenance(vm, WebhookRig.START, "b-1", "NONE", Optional.empty(), true));
    assertThat(notices(mapping, post.formatted("MIGRATE_ON_HOST_MAINTENANCE"))).isEmpty();
  }

  @Test
  void takesGooglesNumericInstanceIds() {
    assertThat(
            notices(
                Samples.mapping("gcp-metadata.yaml"),
                "{\"instance\":8087716956832600000,\"id\":17,\"event\":\"preempted\"}"))
        .extracting(Notice::instance)
        .containsExactly(new InstanceId("8087716956832600000"));
  }

  @Test
  void opensTheEnvelopeOfPubSub() {
    Mapping mapping = Samples.mapping("gcp-pubsub.yaml");
    Instant at = Instant.parse("2026-11-23T09:59:58Z");
    assertThat(notices(mapping, pushed(AUDIT.formatted("compute.instances.preempted"))))
        .containsExactly(
            new Notice.SpotInterruption(
                new InstanceId("gke-pool-1a2b"), at, at.plusSeconds(30), "terminate"));
    assertThat(notices(mapping, pushed(AUDIT.formatted("v1.compute.instances.insert")))).isEmpty();
  }

  @Test
  void theIdMayComeFromTheEnvelope() {
    Reading reading =
        Samples.mapping("gcp-pubsub.yaml")
            .read(pushed(AUDIT.formatted("compute.instances.preempted")).getBytes(UTF_8));
    assertThat(((Reading.Read) reading).told())
        .extracting(Told::id)
        .containsExactly("2070443601311540");
  }

  @Test
  void namesWhatCannotBeDecoded() {
    Mapping mapping = Samples.mapping("gcp-pubsub.yaml");
    assertThat(faults(mapping, pushed("no json")))
        .containsExactly(faults(mapping, pushed("no json")).getFirst())
        .first()
        .asString()
        .startsWith("/message/data is no JSON");
    assertThat(faults(mapping, "{\"message\":{\"data\":\"***\"}}"))
        .containsExactly("/message/data is '***', it should be a text that holds JSON in base64");
    assertThat(faults(mapping, "{\"message\":{\"messageId\":\"1\"}}"))
        .containsExactly("/message/data is missing, it should be a text that holds JSON in base64");
  }

  @Test
  void decodesPlainTextToo() throws BadValue {
    Mapping mapping =
        Samples.parse(
                """
                m:
                  - name: sns
                    decode: {at: /Message, as: json}
                    items: /Message
                    instances: /vm
                    id: $/MessageId
                    kind: requested
                """)
            .getFirst();
    assertThat(notices(mapping, "{\"MessageId\":\"m\",\"Message\":\"{\\\"vm\\\":\\\"vm-1\\\"}\"}"))
        .containsExactly(
            new Notice.Requested(
                new InstanceId("vm-1"), WebhookRig.START, "m", Optional.empty(), ""));
  }

  @Test
  void aMappingThatAcceptsNotedIsAnswered202() throws InterruptedException {
    WebhookRig rig =
        new WebhookRig(
            WebhookRig.terms(Duration.ofSeconds(25)),
            List.of(Samples.mapping("gcp-metadata.yaml")));
    Answer answer =
        rig.post(
            new Route.Mapped("gcp-metadata"),
            "{\"instance\":\"vm-1\",\"id\":\"b-1\",\"event\":\"preempted\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(rig.drainer.notices()).hasSize(1);
  }

  @Test
  void nothingThatFollowsIsAnsweredSo() throws InterruptedException {
    WebhookRig rig = new WebhookRig(List.of(Samples.mapping("azure.yaml")));
    Answer answer = rig.post(new Route.Mapped("azure-scheduled-events"), "{\"Events\":[]}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsEntry("state", "nothing");
  }
}
