package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of classes: asked for, told from another build's, and never in the way. */
class AotCacheEndToEndTest {
  @TempDir Path folder;

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
    return all;
  }

  private Launcher.Ended run(Path cache, String... words) throws Exception {
    return Launcher.run(folder, environment(Map.of("NOMAD_OPS_AOT_DIR", cache.toString())), words);
  }

  @Test
  void itIsMadeUsedAndReplaced() throws Exception {
    Path cache = folder.resolve("a cache");
    Launcher.Ended before = run(cache, "version");
    assertThat(before.exitCode()).as(before.err()).isZero();
    assertThat(before.err()).isEmpty();
    assertThat(before.out()).containsPattern("aot cache +off");

    Files.createDirectories(cache);
    Files.writeString(cache.resolve("nomad-ops-0123456789abcdef-java-25.0.0.aot"), "another's");
    Launcher.Ended made = run(cache, "aot-cache");
    assertThat(made.exitCode()).as(made.err()).isZero();
    List<Path> files;
    try (Stream<Path> listed = Files.list(cache)) {
      files = listed.toList();
    }
    assertThat(files).as("another version's is gone").hasSize(1);
    Path file = files.getFirst();
    assertThat(made.out().strip()).isEqualTo(file.toString());

    Launcher.Ended with = run(cache, "version");
    assertThat(with.err()).isEmpty();
    assertThat(with.out()).contains(file.toString());

    // What the JVM cannot use is no reason not to start.
    Files.writeString(file, "not a cache");
    Launcher.Ended broken = run(cache, "version");
    assertThat(broken.exitCode()).as(broken.err()).isZero();
  }

  @Test
  void withoutAFolderItSaysWhatToSet() throws Exception {
    Launcher.Ended run = Launcher.run(folder, environment(Map.of()), "aot-cache");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("NOMAD_OPS_AOT_DIR").contains("/var/cache/nomad-ops");
  }

  @Test
  void aFolderThatCannotBeMadeIsAFailureWithAReason() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Launcher.Ended run = run(file.resolve("below"), "aot-cache");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(file.toString());
  }
}
