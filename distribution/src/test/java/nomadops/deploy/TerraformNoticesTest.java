package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nomadops.drainer.notice.NoticeParser;
import nomadops.drainer.notice.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the rules send is what the drainer takes, and what it takes no notice of is not sent. */
class TerraformNoticesTest {
  /** One event in the shape that AWS documents it, by its name in the module. */
  record Event(String rule, String source, String type, String detail) {
    String json() {
      return """
      {"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602","detail-type":"%s","source":"%s",
       "account":"123456789012","time":"2026-11-11T21:29:54Z","region":"eu-central-1",
       "resources":[],"detail":%s}
      """
          .formatted(type, source, detail);
    }
  }

  private static final String LIFECYCLE =
      """
      {"LifecycleActionToken":"87654321-4321-4321-4321-210987654321","AutoScalingGroupName":"nomad-batch",
       "LifecycleHookName":"nomad-drains-terminate","EC2InstanceId":"i-0123456789abcdef0",
       "LifecycleTransition":"autoscaling:EC2_INSTANCE_%s","Origin":"AutoScalingGroup","Destination":"EC2"}
      """;
  private static final String HEALTH =
      """
      {"eventArn":"arn:aws:health:eu-central-1::event/EC2/X/1","service":"EC2","eventTypeCode":"AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED",
       "eventTypeCategory":"%s","startTime":"Sat, 05 Dec 2026 15:10:09 GMT",
       "affectedEntities":[{"entityValue":"i-0123456789abcdef0"}]}
      """;

  static List<Event> taken() {
    return List.of(
        new Event(
            "lifecycle",
            "aws.autoscaling",
            "EC2 Instance-terminate Lifecycle Action",
            LIFECYCLE.formatted("TERMINATING")),
        new Event(
            "lifecycle",
            "aws.autoscaling",
            "EC2 Instance-launch Lifecycle Action",
            LIFECYCLE.formatted("LAUNCHING")),
        new Event(
            "spot",
            "aws.ec2",
            "EC2 Spot Instance Interruption Warning",
            "{\"instance-id\":\"i-0123456789abcdef0\",\"instance-action\":\"terminate\"}"),
        new Event(
            "rebalance",
            "aws.ec2",
            "EC2 Instance Rebalance Recommendation",
            "{\"instance-id\":\"i-0123456789abcdef0\"}"),
        state("stopping"),
        state("stopped"),
        state("shutting-down"),
        state("terminated"),
        new Event("health", "aws.health", "AWS Health Event", HEALTH.formatted("scheduledChange")));
  }

  static List<Event> ignored() {
    return List.of(
        state("pending"),
        state("running"),
        new Event("health", "aws.health", "AWS Health Event", HEALTH.formatted("issue")));
  }

  private static Event state(String state) {
    return new Event(
        "state-change",
        "aws.ec2",
        "EC2 Instance State-change Notification",
        "{\"instance-id\":\"i-0123456789abcdef0\",\"state\":\"%s\"}".formatted(state));
  }

  @ParameterizedTest
  @MethodSource("taken")
  void whatARuleSendsIsANotice(Event event) {
    assertThat(sends(event)).isTrue();
    assertThat(read(event)).isInstanceOf(Reading.Notices.class);
  }

  @ParameterizedTest
  @MethodSource("ignored")
  void whatCallsForNothingIsNotSent(Event event) {
    assertThat(sends(event)).isFalse();
    assertThat(read(event)).isInstanceOf(Reading.Nothing.class);
  }

  @Test
  void everyPatternIsTriedHere() {
    Hcl patterns = patterns();
    Set<String> types = new TreeSet<>();
    patterns
        .content()
        .keySet()
        .forEach(rule -> types.addAll(patterns.block(rule).texts("detail-type")));
    Set<String> rulesTried = new TreeSet<>();
    Set<String> typesTried = new TreeSet<>();
    taken()
        .forEach(event -> {
          rulesTried.add(event.rule());
          typesTried.add(event.type());
        });
    assertThat(rulesTried).isEqualTo(patterns.content().keySet());
    assertThat(typesTried).isEqualTo(types);
  }

  private static Reading read(Event event) {
    return new NoticeParser().read(event.json(), Instant.parse("2026-11-11T21:30:00Z"));
  }

  private static Hcl patterns() {
    return TerraformModule.named("asg-lifecycle").file("main.tf").block("locals").block("patterns");
  }

  /** As EventBridge matches: each field of the pattern holds one of its values. */
  private static boolean sends(Event event) {
    JsonNode told = new JsonMapper().readTree(event.json());
    Hcl pattern = patterns().block(event.rule());
    boolean head =
        List.of("source", "detail-type").stream()
            .allMatch(field -> pattern.texts(field).contains(told.path(field).asString("")));
    return head
        && pattern.block("detail").content().entrySet().stream()
            .allMatch(field -> holds(field, told.path("detail").path(field.getKey())));
  }

  private static boolean holds(Map.Entry<String, Object> field, JsonNode told) {
    // The groups are the module's input, and no list of texts.
    if (field.getKey().equals("AutoScalingGroupName")) {
      return told.isString();
    }
    return field.getValue() instanceof List<?> values && values.contains(told.asString(""));
  }
}
