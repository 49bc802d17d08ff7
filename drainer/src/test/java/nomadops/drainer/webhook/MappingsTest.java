package nomadops.drainer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Position;
import nomadops.runtime.config.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingsTest {
  private static final String LEAST = "m: [{name: a, instances: /vm, id: /id, kind: requested%s}]";

  @ParameterizedTest
  @CsvSource({
    "azure.yaml, azure-scheduled-events",
    "gcp-metadata.yaml, gcp-metadata",
    "gcp-pubsub.yaml, gcp-pubsub"
  })
  void readsTheMappingsThatAreShipped(String file, String name) throws BadValue {
    assertThat(Samples.parse(Samples.text(file))).extracting(Mapping::name).containsExactly(name);
  }

  @Test
  void takesTheListAsOneTextOfAFlagToo() throws BadValue {
    var parser = Mappings.parser();
    assertThat(
            parser.parse(
                parser.fromText(
                    "[{name: a, instances: /vm, id: /id, kind: requested}]",
                    Position.of("-webhook-mappings"))))
        .hasSize(1);
  }

  @Test
  void tellsEveryFaultAndItsPlaceAtOnce() {
    List<Problem> problems =
        Samples.problems(
            """
            webhook-mappings:
              - name: a
                instances: {form: /vm}
                id: EventId
                kind: {from: /t, map: {Reboot: maintainance, Freeze: ignored}}
                starts: /NotBefore
                strats: /x
                over: {from: /s}
                decode: {at: /d, as: base64}
              - instances: /vm
                id: /id
                kind: drain
            """);
    assertThat(problems)
        .extracting(Problem::field)
        .containsExactlyInAnyOrder(
            "[0].instances.form",
            "[0].instances.from",
            "[0].id",
            "[0].kind.map.Reboot",
            "[0].kind.map.Freeze",
            "[0].strats",
            "[0].over.is",
            "[0].decode.as",
            "[1].name",
            "[1].kind");
    assertThat(problems)
        .filteredOn(problem -> problem.field().equals("[0].kind.map.Reboot"))
        .first()
        .asString()
        .startsWith("drainer.yaml:5:")
        .contains("did you mean \"maintenance\"?");
    assertThat(problems)
        .filteredOn(problem -> problem.field().equals("[0].id"))
        .first()
        .asString()
        .contains("\"EventId\" is not a JSON pointer, which begins with /");
  }

  @Test
  void wantsOneTimeAndNoMore() {
    assertThat(Samples.problems(LEAST.formatted(", starts: /a, ends: /b")))
        .hasSize(1)
        .first()
        .asString()
        .contains("more than one of starts, ends, deadline");
  }

  @Test
  void wantsANameThatFitsIntoAPath() {
    assertThat(Samples.problems(LEAST.formatted("").replace("name: a", "name: a/b")))
        .hasSize(1)
        .first()
        .asString()
        .contains("name is \"a/b\"");
  }

  @Test
  void wantsEachNameOnce() {
    String one = "{name: a, instances: /vm, id: /id, kind: requested}";
    List<Problem> problems = Samples.problems("m: [" + one + ", " + one + "]");
    assertThat(problems).extracting(Problem::field).containsExactly("[1].name");
  }

  @Test
  void cannotDecodeTheWholeDocument() {
    assertThat(Samples.problems(LEAST.formatted(", decode: {at: $, as: json}")))
        .hasSize(1)
        .first()
        .asString()
        .contains("decode is at the whole document");
  }

  @Test
  void wantsAMapWithSomethingInIt() {
    assertThat(
            Samples.problems("m: [{name: a, instances: /vm, id: /id, kind: {from: /t, map: {}}}]"))
        .extracting(Problem::field)
        .containsExactly("[0].kind.map");
  }
}
