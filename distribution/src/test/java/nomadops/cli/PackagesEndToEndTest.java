package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packages as somebody finds them who installs one. */
class PackagesEndToEndTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** The time in every archive: two builds of one commit are the same, bit by bit. */
  private static final String TIME = "2026-11-22";

  @TempDir Path folder;

  private static String file(String ending) throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(ending))
          .reduce((a, b) -> {
            throw new AssertionError("two files " + a + " and " + b);
          })
          .orElseThrow(() -> new AssertionError("no file *" + ending + " in " + TARGET));
    }
  }

  private Tool.Ended done(String... words) throws Exception {
    Tool.Ended ended = Tool.run(folder, words);
    assertThat(ended.exitCode()).as(String.join(" ", words) + ": " + ended.err()).isZero();
    return ended;
  }

  private JsonNode version(Path launcher) throws Exception {
    Tool.Ended ended =
        done(
            "env",
            "-i",
            "PATH=" + System.getenv("PATH"),
            "NOMAD_OPS_JAVA_HOME=" + System.getProperty("java.home"),
            launcher.toString(),
            "version",
            "-json");
    return JSON.readTree(ended.out());
  }

  @Test
  void theTarballIsTheSameWheneverItIsBuilt() throws Exception {
    String listed = done("tar", "--utc", "-tvzf", file("-dist.tar.gz")).out();
    assertThat(listed.lines()).hasSizeGreaterThan(100).allMatch(line -> line.contains(TIME));
    assertThat(listed.lines().filter(line -> line.endsWith("bin/nomad-ops")))
        .singleElement()
        .asString()
        .startsWith("-rwxr-xr-x");
  }

  @Test
  void theTarballSaysItsVersionAndItsCommit() throws Exception {
    done("tar", "-xzf", file("-dist.tar.gz"), "--strip-components=1");
    JsonNode version = version(folder.resolve("bin/nomad-ops"));
    assertThat(version.path("version").asString()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(version.path("commit").asString()).matches("[0-9a-f]{12}|unknown");
    assertThat(version.path("home").asString()).isEqualTo(folder.toRealPath().toString());
    assertThat(version.path("aot_cache").asString()).isEqualTo("off");
  }

  @Test
  void theDebianPackageHoldsWhatDebianWants() throws Exception {
    assumeTrue(Tool.there("dpkg-deb"), "left out: dpkg-deb is not installed");
    String deb = file("_all.deb");
    String control = done("dpkg-deb", "--info", deb).out();
    assertThat(control).contains("Package: nomad-ops").contains("java25-runtime-headless");
    List<String> rows = done("dpkg-deb", "--contents", deb).out().lines().toList();
    assertThat(rows).allMatch(row -> row.contains("root/root")).allMatch(row -> row.contains(TIME));
    // Nobody but root may change what root runs; nothing is run as somebody else.
    assertThat(rows)
        .allMatch(row -> row.startsWith("l") || (row.charAt(5) == '-' && row.charAt(8) == '-'))
        .noneMatch(row -> row.substring(0, 10).toLowerCase(Locale.ROOT).contains("s"));
    done("dpkg-deb", "--extract", deb, "root");
    done("dpkg-deb", "--control", deb, "control");
    List<String> conffiles = Files.readAllLines(folder.resolve("control/conffiles"));
    List<String> expected = new ArrayList<>();
    for (String service : Services.ALL.keySet()) {
      expected.add("/etc/nomad-ops/" + service + ".yaml");
      assertThat(folder.resolve("root/usr/lib/systemd/system/nomad-ops-" + service + ".service"))
          .exists();
    }
    assertThat(conffiles).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(folder.resolve("root/usr/lib/sysusers.d/nomad-ops.conf")).exists();
    assertThat(folder.resolve("root/usr/share/man/man1/nomad-ops-gc-run.1.gz")).exists();
    assertThat(version(folder.resolve("root/usr/bin/nomad-ops")).path("version").asString())
        .isNotEqualTo("dev");
  }

  @Test
  void theImageIsNobodysAndRunsFromItsLayers() throws Exception {
    done("tar", "-xf", file("-image.tar"));
    JsonNode index = JSON.readTree(folder.resolve("index.json"));
    JsonNode manifest = blob(index.path("manifests").path(0).path("digest").asString());
    JsonNode config = blob(manifest.path("config").path("digest").asString());
    assertThat(config.path("config").path("User").asString()).isEqualTo("65532:65532");
    assertThat(config.path("config").path("Entrypoint").path(0).asString())
        .isEqualTo("/opt/nomad-ops/bin/nomad-ops");
    assertThat(config.path("created").asString()).startsWith(TIME);
    Files.createDirectory(folder.resolve("root"));
    for (JsonNode layer : manifest.path("layers")) {
      done("tar", "-C", "root", "-xzf", path(layer.path("digest").asString()).toString());
    }
    assertThat(
            version(folder.resolve("root/opt/nomad-ops/bin/nomad-ops")).path("version").asString())
        .isNotEqualTo("dev");
  }

  @Test
  void theBillOfMaterialsNamesEveryLibraryAndItsLicence() throws Exception {
    JsonNode bill = JSON.readTree(Launcher.HOME.resolve("nomad-ops.cdx.json"));
    List<String> named = new ArrayList<>();
    bill.path("components")
        .forEach(part ->
            named.add(
                part.path("name").asString() + "-" + part.path("version").asString() + ".jar"));
    assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
    try (Stream<Path> lib = Files.list(Launcher.HOME.resolve("lib"))) {
      List<String> jars = lib.map(file -> file.getFileName().toString()).toList();
      assertThat(jars)
          .filteredOn(jar -> !jar.startsWith("distribution-"))
          .allSatisfy(jar -> assertThat(named).contains(jar));
    }
    assertThat(bill.path("components"))
        .allSatisfy(
            part -> assertThat(part.path("licenses").isEmpty()).as(part.toString()).isFalse());
  }

  private JsonNode blob(String digest) {
    return JSON.readTree(path(digest));
  }

  private Path path(String digest) {
    return folder.resolve("blobs").resolve(digest.replace(':', '/'));
  }
}
