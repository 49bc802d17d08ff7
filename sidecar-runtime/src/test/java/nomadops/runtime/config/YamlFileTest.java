package nomadops.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "{}", "\uFEFF", "~"})
  void aFileWithoutSettingsIsEmpty(String text) throws BadValue {
    assertThat(YamlFile.topLevel("f", text).entries()).isEmpty();
  }

  @Test
  void aDuplicateKeyIsAFaultThatNamesBothLines() {
    assertThatThrownBy(() -> YamlFile.topLevel("f.yaml", "window: 1\nmode: normal\nwindow: 2\n"))
        .hasMessageContaining("f.yaml:3:1: window: is given twice; it is already set in line 1");
  }

  @Test
  void aTabIsNamed() {
    assertThatThrownBy(() -> YamlFile.topLevel("f.yaml", "retention:\n\t- id: a\n"))
        .hasMessageContaining("f.yaml:2:1")
        .hasMessageContaining("indent with spaces");
  }

  @Test
  void aByteOrderMarkIsSkipped() throws BadValue {
    assertThat(YamlFile.topLevel("f", "\uFEFFwindow: 1").entries().getFirst().key())
        .isEqualTo("window");
  }

  @Test
  void anchorsAreFollowed() throws BadValue {
    Resolved resolved =
        SettingsTest.resolve(
            "keep-for: &t 30m\nretention: [{id: a, keep-for: *t}]\n", Map.of(), Map.of());

    assertThat(resolved.get(Sample.RETENTION).getFirst().keepFor()).hasMinutes(30);
  }

  @Test
  void numbersAndWordsKeepTheirSpellingAsText() throws BadValue {
    Resolved resolved =
        SettingsTest.resolve(
            "namespaces: [on, 012, 1.10, 0x1F, 1e3, yes, 2026-01-01]", Map.of(), Map.of());

    assertThat(resolved.get(Sample.NAMESPACES))
        .containsExactly("on", "012", "1.10", "0x1F", "1e3", "yes", "2026-01-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: [1, 2",
        "a: b: c",
        "- 1\n- 2\n",
        "just words",
        "a: 1\n---\nb: 2\n",
        "? [x]\n: y\n",
        "a: &x [*x]",
        "a: *nowhere",
        "a: 'x",
        "a: !!java/object {}\nb: {",
        "a: @x"
      })
  void brokenStructureIsAFaultWithAPositionNotACrash(String text) {
    assertThatThrownBy(() -> YamlFile.topLevel("f.yaml", text))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining("f.yaml");
  }

  @Test
  void aliasesThatMultiplyAreCutOff() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
    }

    assertThatThrownBy(() -> YamlFile.topLevel("f.yaml", bomb.toString()))
        .isInstanceOf(BadValue.class);
  }

  @Test
  void unreadableFilesAreNamed() throws Exception {
    assertThatThrownBy(() -> YamlFile.read(folder.resolve("none.yaml")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> YamlFile.read(folder)).isInstanceOf(BadValue.class);
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xc3, 0x28});
    assertThatThrownBy(() -> YamlFile.read(binary)).hasMessageContaining("is not UTF-8");
    Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> YamlFile.read(large)).hasMessageContaining("larger than 1 MiB");
  }
}
