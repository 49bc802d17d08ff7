package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFormatTest {
  private static final Instant THEN = Instant.parse("2026-11-23T11:00:00Z");
  private static final InstanceId VM = new InstanceId("vm-1");

  private static List<Notice> notices(String json) {
    Reading reading = OwnFormat.read(json.replace('\'', '"').getBytes(UTF_8));
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) reading)
        .told().stream().map(told -> told.notice(WebhookRig.START)).toList();
  }

  private static List<String> faults(String json) {
    Reading reading = OwnFormat.read(json.replace('\'', '"').getBytes(UTF_8));
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).faults();
  }

  @Test
  void readsARequest() {
    assertThat(
            notices(
                "{'id':'a','instance':'vm-1','deadline':'2026-11-23T12:00:00+01:00','reason':'r'}"))
        .containsExactly(new Notice.Requested(VM, WebhookRig.START, "a", Optional.of(THEN), "r"));
  }

  @Test
  void readsEveryKindAndItsTimes() {
    assertThat(
            notices(
                """
                [{'id':'a','instance':'vm-1','kind':'spot-interruption','at':'2026-11-23T10:30:00Z','ends':'2026-11-23T11:00:00Z','code':'stop'},
                 {'id':'b','instance':'vm-1','kind':'rebalance'},
                 {'id':'c','instance':'vm-1','kind':'maintenance','starts':'2026-11-23T11:00:00Z','code':'reboot','over':true},
                 {'id':'d','instance':'vm-1','kind':'state-change','code':'stopped'},
                 {'id':'e','instance':'vm-1','kind':'state-change'}]
                """))
        .containsExactly(
            new Notice.SpotInterruption(VM, THEN.minusSeconds(1800), THEN, "stop"),
            new Notice.Rebalance(VM, WebhookRig.START),
            new Notice.Maintenance(VM, WebhookRig.START, "c", "reboot", Optional.of(THEN), true),
            new Notice.StateChange(VM, WebhookRig.START, "stopped"),
            new Notice.StateChange(VM, WebhookRig.START, "shutting-down"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"instance":"vm-1"} | id is missing
          {"id":"","instance":"vm-1"} | id is blank
          {"id":"a b","instance":"vm-1"} | id is 'a b', it should be a text of 1 to 256
          {"id":"a"} | instance is missing, it should be an instance's name
          {"id":"a","instance":["vm-1"]} | instance is a list of 1
          {"id":"a","instance":"vm 1"} | instance is 'vm 1'
          {"id":"a","instance":"vm-1","kind":"maintenence"} | kind is 'maintenence', it should be maintenance perhaps, or one of requested
          {"id":"a","instance":"vm-1","kind":"ignore"} | kind is 'ignore'
          {"id":"a","instance":"vm-1","at":"tomorrow"} | at is 'tomorrow', it should be a time such as
          {"id":"a","instance":"vm-1","deadline":"9999-01-01T00:00:00Z"} | deadline is '9999-01-01T00:00:00Z'
          {"id":"a","instance":"vm-1","deadlnie":"2026-11-23T11:00:00Z"} | deadlnie is not a known field, it should be deadline perhaps
          {"id":"a","instance":"vm-1","ends":1795428000,"starts":1795428000} | starts is a second time
          {"id":"a","instance":"vm-1","kind":"rebalance","ends":1795428000} | ends is there, it should be left out
          {"id":"a","instance":"vm-1","kind":"state-change","code":"running"} | code is 'running'
          {"id":"a","instance":"vm-1","over":true} | over is true, it should be left out
          {"id":"a","instance":"vm-1","kind":"maintenance","over":"yes"} | over is 'yes', it should be true or false
          {"id":"a","instance":"vm-1","keep":"disk"} | keep is 'disk', it should be memory
          {"id":"a","id":"b","instance":"vm-1"} | the body is no JSON
          {"id":"a","instance":"vm-1"} {} | the body is no JSON
          "text" | the body is 'text', it should be an object
          [] | the body is a list of 0
          [[]] | [0] is a list of 0, it should be an object
          """)
  void namesTheFaultAndTheNearestRightAnswer(String json, String fault) {
    assertThat(faults(json)).hasSize(1).first().asString().startsWith(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "not json", "id=a", "\u0000", "[[[[[[[[[", "{\"id\":"})
  void refusesWhatIsNoJson(String body) {
    assertThat(faults(body)).hasSize(1).first().asString().startsWith("the body is");
  }

  @Test
  void refusesBytesThatAreNoText() {
    byte[] body = {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'};
    assertThat(OwnFormat.read(body)).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void tellsAllFaultsAtOnceButNotThousands() {
    assertThat(faults("[{'id':'a'},{'instance':'vm-1','kind':'x'}]"))
        .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
        .containsExactly("[0].instance", "[1].id", "[1].kind");
    assertThat(faults("[" + "{},".repeat(99) + "{}]")).hasSize(21).last().isEqualTo("and 180 more");
  }

  @Test
  void refusesMoreThanAThousandAtOnce() {
    String one = "{'id':'a','instance':'vm-1'}";
    assertThat(faults("[" + (one + ",").repeat(1000) + one + "]")).hasSize(1);
  }
}
