package nomadops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nomadops.cli.CommandTree;
import org.junit.jupiter.api.Test;

/** No page shows a command that there is not. */
class DocumentedCommandsTest {
  @Test
  void everyCommandOfOursIsOne() {
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (Block block : Block.all()) {
      if (block.shell() || block.language().isEmpty()) {
        for (List<String> words : ShellWords.calls(block.lines())) {
          calls++;
          CommandTree.fault(words)
              .ifPresent(fault ->
                  wrong.add(
                      block.where() + ": nomad-ops " + String.join(" ", words) + ": " + fault));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(calls).isGreaterThan(30);
  }

  @Test
  void whatIsNotRunSaysWhy() {
    assertThat(Block.all())
        .allSatisfy(
            block -> assertThat(block.notRun().orElse("a reason")).as(block.where()).isNotBlank());
  }

  @Test
  void whatIsRunNamesNoOtherMachine() {
    assertThat(Block.all())
        .filteredOn(block -> block.shell() && block.notRun().isEmpty())
        .isNotEmpty()
        .filteredOn(Block::namesAnotherMachine)
        .as("say why it is not run, or name 127.0.0.1")
        .isEmpty();
    assertThat(Block.of("page", List.of("```sh", "curl http://10.0.0.1:4646", "```")))
        .allMatch(Block::namesAnotherMachine);
    assertThat(Block.of("page", List.of("```sh", "curl http://127.0.0.1:4646/", "```")))
        .noneMatch(Block::namesAnotherMachine);
  }

  @Test
  void aCommandThatIsMisspeltIsFound() {
    List<List<String>> calls =
        ShellWords.calls(
            List.of(
                "export A=b # nomad-ops gc comment",
                "NOMAD_ADDR=http://x nomad-ops gc plan -json \\",
                "  -keep-for=1h | jq '.jobs[] | select(.id == \"nomad-ops x\")' > out",
                "[ -z \"$again\" ] || sudo nomad-ops gc rnu; echo nomad-ops gc plan",
                "n=$(nomad-ops version -json | jq -r .version)"));

    assertThat(calls)
        .containsExactly(
            List.of("gc", "plan", "-json", "-keep-for=1h"),
            List.of("gc", "rnu"),
            List.of("version", "-json"));
    assertThat(calls.stream().map(CommandTree::fault).map(f -> f.isPresent()))
        .containsExactly(false, true, false);
  }
}
