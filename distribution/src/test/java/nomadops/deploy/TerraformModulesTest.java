package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every Terraform module, where AWS' provider cannot be had to ask it. */
class TerraformModulesTest {
  static Stream<TerraformModule> modules() {
    return TerraformModule.all();
  }

  static Stream<Path> files() {
    return TerraformModule.files(TerraformModule.FOLDER).stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsHcl(Path file) {
    assertThat(Hcl.read(file).content()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyInputIsTypedAndDescribedAndUsed(TerraformModule module) {
    assertThat(found("\\bvar\\.([a-z_]+)", module.source())).isEqualTo(module.variables().keySet());
    assertThat(module.variables())
        .allSatisfy((name, variable) -> {
          assertThat(variable.has("type")).isTrue();
          assertThat(variable.text("description")).isNotBlank();
        });
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyInputThatCanBeWrongIsLookedAt(TerraformModule module) {
    Set<String> free =
        Set.of("tags", "roles", "drainer_roles", "self_roles", "kms_key_arn"); // AWS says it
    assertThat(module.variables())
        .allSatisfy((name, variable) -> {
          boolean flag = String.valueOf(variable.content().get("type")).contains("bool");
          if (!flag && !free.contains(name)) {
            assertThat(variable.block("validation").text("error_message")).as(name).endsWith(".");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyResourceThatIsNamedIsThere(TerraformModule module) {
    String source = module.source();
    Set<String> declared =
        Pattern.compile("^(?:resource|data) \"(aws_[a-z_]+)\" \"([a-z_]+)\"", Pattern.MULTILINE)
            .matcher(source)
            .results()
            .map(match -> match.group(1) + "." + match.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found("(?<!\")\\b(aws_[a-z_]+\\.[a-z_]+)", source)).isSubsetOf(declared);
    assertThat(found("\\blocal\\.([a-z_]+)", source))
        .isEqualTo(module.file("main.tf").block("locals").content().keySet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void theReadmeHasItsInputsAndOutputs(TerraformModule module) {
    String tables = module.tables();
    assertThat(TerraformModule.read(module.folder().resolve("README.md")))
        .as("write these tables into README.md:\n%s", tables)
        .contains(tables);
    assertThat(module.outputs())
        .allSatisfy((name, output) -> {
          assertThat(output.text("description")).as(name).isNotBlank();
          assertThat(output.has("value")).as(name).isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("modules")
  void itsExampleIsAWholeConfigurationThatGivesWhatIsRequired(TerraformModule module) {
    Path file = module.folder().resolve("examples/complete/main.tf");
    Hcl example = Hcl.read(file);
    Hcl modules = example.block("module");
    Hcl used = modules.block(modules.label());
    assertThat(used.text("source")).isEqualTo("../..");
    Set<String> given = new TreeSet<>(used.content().keySet());
    given.remove("source");
    Set<String> required = new TreeSet<>();
    module
        .variables()
        .forEach((name, variable) -> {
          if (!variable.has("default")) {
            required.add(name);
          }
        });
    assertThat(given).containsAll(required).isSubsetOf(module.variables().keySet());
    assertThat(found("\\bmodule\\.[a-z_]+\\.([a-z_]+)", TerraformModule.read(file)))
        .isNotEmpty()
        .isSubsetOf(module.outputs().keySet());
    assertThat(example.block("terraform").block("required_providers").has("aws")).isTrue();
    assertThat(example.has("provider")).isTrue();
  }

  @Test
  void onlyItsRulesMaySendToAQueue() {
    Hcl documents =
        TerraformModule.named("asg-lifecycle")
            .file("queues.tf")
            .block("data")
            .block("aws_iam_policy_document");
    assertThat(documents.content().keySet()).containsExactlyInAnyOrder("notices", "dead");
    documents
        .content()
        .keySet()
        .forEach(name -> {
          Hcl document = documents.block(name);
          assertThat(document.blocks("statement")).hasSize(1);
          Hcl statement = document.block("statement");
          assertThat(statement.texts("actions")).containsExactly("sqs:SendMessage");
          assertThat(statement.block("principals").texts("identifiers"))
              .containsExactly("events.amazonaws.com");
          assertThat(statement.block("condition").text("test")).isEqualTo("ArnEquals");
          assertThat(statement.block("condition").text("variable")).isEqualTo("aws:SourceArn");
        });
  }

  private static Set<String> found(String pattern, String text) {
    return matcher(pattern, text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without comments and without texts, but with what is filled into these. */
  private static Matcher matcher(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text.replaceAll("(?m)#.*$", ""));
  }
}
