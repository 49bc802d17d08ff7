package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nomadops.runtime.acl.PolicyFile;
import nomadops.simulator.acl.PolicyRules;
import org.junit.jupiter.api.Test;

/** The policies of deploy/acl, each a policy, in one ConfigMap; no page shows another. */
class AclFilesTest {
  private static final Path FOLDER = Path.of("../deploy/acl");
  private static final Path DOCS = Path.of("../docs");

  private static List<String> tools() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".policy.hcl"))
          .map(name -> name.replace(".policy.hcl", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void eachIsAPolicyWithAndWithoutWhatIsOptionalAndSaysHowItIsApplied() throws IOException {
    assertThat(tools()).hasSize(8);
    for (String tool : tools()) {
      PolicyFile file = PolicyFile.of(tool);
      assertThat(PolicyRules.parse(file.text()).blocks()).as(tool).isNotEmpty();
      assertThat(PolicyRules.parse(file.rules()))
          .as("%s without comments", tool)
          .isEqualTo(PolicyRules.parse(file.text()));
      assertThat(PolicyRules.parse(file.whole().text()).blocks().keySet())
          .as(tool)
          .containsAll(PolicyRules.parse(file.text()).blocks().keySet());
      assertThat(file.text())
          .contains("nomad acl policy apply")
          .contains("nomad-ops-" + tool + " " + tool + ".policy.hcl");
    }
  }

  @Test
  void theConfigMapHasEach() throws IOException {
    String kustomization = Files.readString(FOLDER.resolve("kustomization.yaml"));
    assertThat(kustomization).contains("name: nomad-ops-acl-policies");
    for (String tool : tools()) {
      assertThat(kustomization).contains("      - " + tool + ".policy.hcl\n");
    }
  }

  /** A page that shows rules of its own would drift from the files. */
  @Test
  void noPageShowsAPolicyOfItsOwn() throws IOException {
    try (Stream<Path> pages = Files.list(DOCS)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        if (!page.getFileName().toString().equals("preflight.md")) {
          assertThat(Files.readString(page))
              .as(page.toString())
              .doesNotContain(
                  "```hcl\nnamespace", "```hcl\nnode {", "capabilities = [\"list-jobs\"");
        }
      }
    }
  }
}
