package nomadops.health.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import nomadops.health.quarantine.policy.facts.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
  private static final String HEAD =
      "{'version':1,'node':'n-1','sent':'2026-11-27T12:33:30.123Z','checks':";

  private static NodeReport read(String json) throws BadReport {
    return ReportReader.read(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static void refuses(String json, Refusal why, String words) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(BadReport.class, bad -> assertThat(bad.why()).isEqualTo(why))
        .hasMessageContaining(words);
  }

  @Test
  void whatItDoesNotKnowIsLeftAside() throws BadReport {
    assertThat(
            read(HEAD
                    + "{'docker':{'status':'fail','since':null,'more':[1],'failedTargets':null},"
                    + "'disk':{'status':'ok','failedTargets':['a']}},'later':{'a':{}}}")
                .verdicts())
        .isEqualTo(Map.of("docker", Verdicts.fail(), "disk", Verdicts.ok()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{",
        "{}{}",
        "{'version':1,'version':1}",
        "[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]",
        "null",
        "[]",
        "7"
      })
  void garbageIsRefused(String json) {
    refuses(json, Refusal.UNREADABLE, "the body is");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      value = {
        "{}|version is missing; this controller knows version 1",
        "{'version':2}|version is 2;",
        "{'version':'1'}|version is \"1\";",
        "{'version':1.0}|version is 1.0;",
        "{'version':99999999999999999999}|version is 99999999999999999999;"
      })
  void aVersionThatIsNotKnownIsNamed(String json, String words) {
    refuses(json, Refusal.UNKNOWN_VERSION, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a/b'", "''", "'a b'", "7", "null", "['a']", "'ä'"})
  void whatIsNoNodesIdIsNamed(String node) {
    refuses(
        "{'version':1,'node':" + node + "}",
        Refusal.BAD_NODE,
        "; it is Nomad's id of a node, 1 to 64 letters, digits and dashes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      value = {
        "[]|checks is a list of 0; it is an object of at most 64 checks",
        "null|checks is null;",
        "{'a':7}|checks.a is 7; it is an object",
        "{'a':{}}|checks.a.status is missing; it is one of ok, fail, unknown",
        "{'a':{'status':'fial'}}|checks.a.status is \"fial\"; it is fail perhaps, or one of ok",
        "{'a':{'status':'FAIL'}}|checks.a.status is \"FAIL\";",
        "{'a':{'status':['ok']}}|checks.a.status is a list of 1;",
        "{'a':{'status':'ok','reason':7}}|checks.a.reason is 7; it is a text",
        "{'a':{'status':'ok','since':7}}|checks.a.since is 7; it is a time such as 2026-",
        "{'a':{'status':'fail','failedTargets':'x'}}|checks.a.failedTargets is \"x\"; it is a list",
        "{'a':{'status':'ok','failedTargets':['x',7]}}|checks.a.failedTargets[1] is 7; it is a text",
        "{'':{'status':'ok'}}|a check is called \"\"; a name has 1 to 64 characters"
      })
  void wrongTypesAreNamed(String checks, String words) {
    refuses(HEAD + checks + "}", Refusal.UNREADABLE, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "'now'", "'2026-11-27'", "null"})
  void whatIsNoTimeIsNamed(String sent) {
    refuses(
        "{'version':1,'node':'n-1','sent':" + sent + ",'checks':{}}",
        Refusal.UNREADABLE,
        "sent is " + sent.replace('\'', '"') + "; it is a time such as");
  }

  @Test
  void tooMuchIsRefused() {
    String ok = "'%s':{'status':'ok'}";
    StringBuilder checks = new StringBuilder(ok.formatted("a"));
    for (int i = 0; i < Bounds.CHECKS; i++) {
      checks.append(',').append(ok.formatted("c" + i));
    }
    refuses(HEAD + "{" + checks + "}}", Refusal.UNREADABLE, "checks is an object of 65;");
    String many = "'x',".repeat(Bounds.TARGETS) + "'x'";
    refuses(
        HEAD + "{'a':{'status':'fail','failedTargets':[" + many + "]}}}",
        Refusal.UNREADABLE,
        "checks.a.failedTargets is a list of 65;");
    String longer = "x".repeat(Bounds.TARGET + 1);
    refuses(
        HEAD + "{'a':{'status':'fail','failedTargets':['" + longer + "']}}}",
        Refusal.UNREADABLE,
        "it is a text of at most 260 characters");
    refuses(HEAD + "{'" + longer + "':{'status':'ok'}}}", Refusal.UNREADABLE, "a check is called");
  }
}
