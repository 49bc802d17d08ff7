package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// From settings to checks, through the command.
@Timeout(120)
class CheckSettingsTest {
  @TempDir Path folder;

  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void close() {
    agent.close();
  }

  private HealthCli checked(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("health.yaml"), yaml);
    HealthCli cli = new HealthCli("check", "-config", file.toString());
    int _ = cli.ended().number();
    return cli;
  }

  @Test
  void everyCheckIsMadeThatHasWhatItNeeds() throws Exception {
    agent.heard("1s");
    Path well = Files.writeString(folder.resolve("well"), "#!/bin/sh\necho fine \"$1\"\n");
    assertThat(well.toFile().setExecutable(true)).isTrue();
    String here = agent.address().substring("http://".length());
    HealthCli cli =
        checked(
            """
            address: %s
            deadline: 5s
            docker-socket: %s/no.sock
            docker-canary-image: busybox
            paths: ['%s']
            dns-name: registry.example
            resolvers: ['%s']
            tcp-targets: ['%s']
            empty-pages: ['%s/204']
            time-server: %s
            plugins: ['own=%s indeed']
            """
                .formatted(
                    agent.address(), folder, folder, here, here, agent.address(), here, well));

    assertThat(cli.out().lines().skip(1).map(line -> line.split(" ")[0]).toList())
        .as(cli.said())
        .containsExactly(
            "nomad",
            "nomad-servers",
            "docker",
            "disk",
            "inodes",
            "read-only",
            "conntrack",
            "file-descriptors",
            "pids",
            "dns",
            "internet",
            "http",
            "clock",
            "own",
            "docker-canary");
    assertThat(cli.out())
        .containsPattern("docker +fail")
        .containsPattern("own +ok +\\d+ +fine indeed")
        .containsPattern("internet +ok")
        .containsPattern("http +fail");
    assertThat(cli.ended().number()).isEqualTo(1);
  }

  @Test
  void whatMakesNoSenseIsNamed() throws Exception {
    assertThat(checked("plugins: [noname]\n").said())
        .contains("plugins")
        .contains("\"noname\" has no name before a =");
    assertThat(checked("plugins: ['disk=/bin/true']\n").said())
        .contains("two checks are called \"disk\"");
    assertThat(checked("dns-name: 'no name'\n").said()).contains("dns-name");
    assertThat(checked("docker-canary-image: x\ndocker-canary-owner: 'a b'\n").said())
        .contains("docker-canary-owner")
        .contains("letters, digits");
    assertThat(checked("check: [disk]\n").said()).contains("did you mean \"checks\"?");
  }
}
