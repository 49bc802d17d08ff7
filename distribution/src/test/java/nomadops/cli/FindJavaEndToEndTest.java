package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher finds its Java, although the default one may be too old, or says what to install.
 */
class FindJavaEndToEndTest {
  @TempDir Path folder;

  @Test
  void anOldJavaOnThePathIsPassedOverForANewerJavaHome() throws Exception {
    Launcher.Ended help =
        Launcher.run(
            folder,
            Map.of(
                "PATH",
                fakeJava("17.0.15").resolve("bin") + ":/usr/bin:/bin",
                "JAVA_HOME",
                System.getProperty("java.home")),
            "--help");
    assertThat(help.exitCode()).as(help.err()).isZero();
    assertThat(help.out()).contains("gc");
  }

  @Test
  void withoutAnyVariableTheSystemsFoldersAreSearched() throws Exception {
    Path jdks = Files.createDirectories(folder.resolve(".jdks"));
    Files.createSymbolicLink(jdks.resolve("newer"), Path.of(System.getProperty("java.home")));
    Launcher.Ended help =
        Launcher.run(
            folder,
            Map.of(
                "PATH",
                fakeJava("17.0.15").resolve("bin") + ":/usr/bin:/bin",
                "HOME",
                folder.toString()),
            "--help");
    assertThat(help.exitCode()).as(help.err()).isZero();
    assertThat(help.out()).contains("gc");
  }

  @Test
  void anOldJavaThatWasNamedOnPurposeIsRefusedAndNotSkipped() throws Exception {
    Launcher.Ended run =
        Launcher.run(
            folder, Map.of("NOMAD_OPS_JAVA_HOME", fakeJava("17.0.15").toString()), "--help");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("NOMAD_OPS_JAVA_HOME").contains("17").contains("25");
  }

  @Test
  void withoutAnyTheMessageSaysWhatToInstall() throws Exception {
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                ". \"$0\"; find_java 999 java",
                Launcher.HOME.resolve("libexec/find-java.sh").toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("999").contains("Install").contains("apt-get install");
  }

  private Path fakeJava(String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk-" + version));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'the old java was started' >&2\nexit 97\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
