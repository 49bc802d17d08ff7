package nomadops.drainer.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nomadops.drainer.announce.Announcement.Event;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BodyTemplateTest {

  private static JsonNode fill(String template, Announcement one) {
    return new JsonMapper().readTree(BodyTemplate.of(template).fill(Rendering.fields(one)));
  }

  @Test
  void valuesAreEscaped() {
    String evil = "a \"b\" \\ $1 ${event} \t {}";
    JsonNode body =
        fill(
            "{\"text\": \"*${event}*: ${reason}\", \"cost\": \"$5\"}",
            Scene.announcement(Event.STUCK, "i-1", Scene.NOW, evil));
    assertThat(body.get("text").stringValue()).isEqualTo("*stuck*: a \"b\" \\ $1 ${event}   {}");
    assertThat(body.get("cost").stringValue()).isEqualTo("$5");
  }

  @Test
  void aPagerGetsItsShape() {
    JsonNode body =
        fill(
            """
            {"routing_key": "0123456789abcdef", "event_action": "trigger",
             "dedup_key": "${instance}",
             "payload": {"summary": "${summary}", "source": "${instance}", "severity": "error",
                         "custom_details": {"cut": ${cut_count}, "kinds": "${notice_kinds}"}}}
            """,
            Scene.announcement(Event.CUT));
    assertThat(body.get("payload").get("custom_details").get("cut").intValue()).isEqualTo(2);
    assertThat(body.get("dedup_key").stringValue()).isEqualTo("i-0633ac2b0d9769723");
  }

  @Test
  void anUnknownFieldIsNamedWithTheNearestOne() {
    assertThatThrownBy(() -> BodyTemplate.of("{\"text\": \"${sumary}\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("${sumary} is no field; did you mean \"summary\"?");
    assertThatThrownBy(() -> BodyTemplate.of("{\"text\": \"${qqqqqqqqqq}\"}"))
        .hasMessageContaining("write one of id, event,");
  }

  @Test
  void whatWouldNotBeJsonIsRefusedAtTheStartWithoutRepeatingIt() {
    assertThatThrownBy(() -> BodyTemplate.of("{\"key\": \"s3cr3t-s3cr3t\",\n ${summary}}"))
        .hasMessageContaining("not JSON (line 2)")
        .hasMessageNotContaining("s3cr3t");
    assertThatThrownBy(() -> BodyTemplate.of("{} {}")).hasMessageContaining("not JSON");
    assertThatThrownBy(() -> BodyTemplate.of("{\"a\": \"${summary\"}"))
        .hasMessageContaining("not closed");
    assertThatThrownBy(() -> BodyTemplate.of("")).isInstanceOf(IllegalArgumentException.class);
  }
}
