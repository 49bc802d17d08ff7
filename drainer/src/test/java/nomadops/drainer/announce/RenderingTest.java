package nomadops.drainer.announce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import nomadops.drainer.announce.Announcement.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderingTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static JsonNode json(Announcement one) {
    return MAPPER.readTree(Rendering.json(one));
  }

  @Test
  void theJsonIsAsDocumented() {
    Announcement one = Scene.announcement(Event.CUT);
    assertThat(new String(Rendering.json(one), UTF_8))
        .isEqualTo(
            """
            {"id":"%s","event":"cut","time":"2026-11-23T10:00:00Z","instance":"i-0633ac2b0d9769723",\
            "node_ids":["node-1"],\
            "notices":[{"kind":"spot-interruption","key":"spot/i-0633ac2b0d9769723"}],\
            "notice_count":1,"since":"2026-11-23T10:00:00Z","budget_ends":"2026-11-23T10:02:00Z",\
            "doing":"noticed","ending":null,"reason":"a reason",\
            "cut":[\
            {"namespace":"default","job":"report","group":"rows","alloc":"alloc-1",\
            "job_type":"batch","job_version":3,"ran_seconds":418,"replaced_by":null},\
            {"namespace":"default","job":"report","group":"rows","alloc":"alloc-2",\
            "job_type":"batch","job_version":3,"ran_seconds":418,"replaced_by":null}],\
            "cut_count":2,\
            "summary":"i-0633ac2b0d9769723 had work cut off: 2 of default/report"}\
            """
                .formatted(one.id()));
  }

  @Test
  void anEndIsOneWordWithDashes() {
    assertThat(json(Scene.announcement(Event.DONE)).get("ending").stringValue())
        .isEqualTo("nothing-there");
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  void everyEventHasOneLineAndTheSameNames(Event event) {
    Announcement one = Scene.announcement(event);
    assertThat(Rendering.summary(one)).startsWith("i-0633ac2b0d9769723 ").hasLineCount(1);
    assertThat(Rendering.fields(one).keySet()).isEqualTo(Samples.FIELDS.keySet());
    assertThat(json(one).propertyNames())
        .containsExactlyElementsOf(json(Samples.ONE).propertyNames());
  }

  @Test
  void aLongCutIsBoundedAndCounted() {
    Announcement one = Scene.announcement(Event.CUT);
    Announcement many =
        new Announcement(
            one.id(),
            one.event(),
            one.time(),
            one.instance(),
            one.nodeIds(),
            one.notices(),
            one.since(),
            one.budgetEnds(),
            "x".repeat(100_000),
            one.ending(),
            one.reason(),
            Collections.nCopies(10_000, Scene.cut("a")));
    assertThat(json(many).get("cut_count").intValue()).isEqualTo(10_000);
    assertThat(Rendering.json(many)).hasSizeLessThan(32_000);
  }

  @Test
  void whatServersAnswerIsMadeFitForEveryEncoding() {
    Announcement one =
        Scene.announcement(Event.STUCK, "i-1", Scene.NOW, "a\nb\0c\ud800 \"quoted\" \u2028");
    assertThat(json(one).get("reason").stringValue()).isEqualTo("a b c? \"quoted\"");
    assertThat(Rendering.fields(one).values()).noneMatch(text -> text.indexOf('\0') >= 0);
    assertThat(List.of(one.reason())).doesNotContain("\n");
  }
}
