package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CheckCommandTest {
  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void close() {
    agent.close();
  }

  private HealthCli checked(String... more) throws Exception {
    String[] words = new String[more.length + 5];
    words[0] = "check";
    words[1] = "-address";
    words[2] = agent.address();
    words[3] = "-checks";
    words[4] = "nomad,nomad-servers";
    System.arraycopy(more, 0, words, 5, more.length);
    HealthCli cli = new HealthCli(words);
    int _ = cli.ended().number();
    return cli;
  }

  @Test
  void aClientThatIsWellIsZero() throws Exception {
    agent.heard("1s");
    HealthCli cli = checked();

    assertThat(cli.ended().number()).as(cli.said() + cli.out()).isZero();
    assertThat(cli.out().lines().toList())
        .hasSize(3)
        .first()
        .asString()
        .matches("CHECK +HEALTH +MS +REASON");
    assertThat(cli.out()).containsPattern("nomad +ok +\\d+ +the last heartbeat");
    assertThat(cli.out()).containsPattern("nomad-servers +ok +\\d+ +127.0.0.1:\\d+ takes");
  }

  @Test
  void whatFailsIsOne() throws Exception {
    agent.heard("1h2m");
    assertThat(checked().ended().number()).isEqualTo(1);
    assertThat(checked("-json").out())
        .contains("\"check\":\"nomad\"")
        .contains("\"health\":\"fail\"")
        .contains("\"health\":\"ok\"");
  }

  @Test
  void whatCannotBeToldIsTwo() throws Exception {
    agent.forbids();
    assertThat(checked().ended().number()).isEqualTo(2);
  }

  @Test
  void aCheckThatThereIsNotIsNamedWithTheNearest() throws Exception {
    HealthCli cli = new HealthCli("check", "-checks", "nomad-server");

    assertThat(cli.ended().number()).isEqualTo(2);
    assertThat(cli.said()).contains("\"nomad-server\"").contains("nomad-servers");
  }
}
