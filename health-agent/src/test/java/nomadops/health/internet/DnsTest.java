package nomadops.health.internet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DnsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private final FakeInternet internet = new FakeInternet();

  @AfterEach
  void close() throws IOException {
    internet.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"ANSWERS", "SHOUTS", "WRONG_ID_FIRST"})
  void aResolverThatGivesAnAddressIsWell(FakeDns manner) throws Exception {
    HostPort resolver = internet.udp(manner);

    assertThat(look(LONG, 1, resolver)).isEqualTo(Finding.ok("1 of 1 resolvers answered"));
  }

  @ParameterizedTest
  @CsvSource({
    "NXDOMAIN, answers NXDOMAIN for www.example.com",
    "SERVFAIL, answers SERVFAIL for www.example.com",
    "REFUSES_WITHOUT_THE_QUESTION, answers REFUSED for www.example.com",
    "NO_RECORD, answers without an address for www.example.com",
    "ALIAS_ONLY, answers without an address for www.example.com",
    "CUT, sends a broken message for www.example.com",
  })
  void aResolverThatGivesNoneIsSick(FakeDns manner, String why) throws Exception {
    HostPort resolver = internet.udp(manner);

    Finding finding = look(LONG, 1, resolver);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).isEqualTo("0 of 1 resolvers answered; " + resolver + " " + why);
    assertThat(finding.failedTargets()).containsExactly(resolver.toString());
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "WRONG_ID", "OTHER_QUESTION", "ECHO"})
  void whatIsNoAnswerToTheQuestionIsWaitedPast(FakeDns manner) throws Exception {
    HostPort resolver = internet.udp(manner);

    Finding finding = look(SHORT, 1, resolver);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).endsWith(resolver + " did not answer within 0.3 s");
  }

  @Test
  void aQuestionThatGotLostIsAskedAgain() throws Exception {
    int[] asked = {0};
    HostPort resolver = internet.udp(q -> asked[0]++ == 0 ? List.of() : FakeDns.ANSWERS.apply(q));

    assertThat(look(Duration.ofSeconds(4), 1, resolver).health()).isEqualTo(Health.OK);
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void aLongAnswerIsFetchedOverTcp() throws Exception {
    HostPort resolver = internet.udp(FakeDns.TRUNCATED);
    internet.tcp(
        resolver.port(),
        connection -> {
          DataInputStream in = new DataInputStream(connection.getInputStream());
          byte[] answer = FakeDns.address(in.readNBytes(in.readUnsignedShort()));
          DataOutputStream out = new DataOutputStream(connection.getOutputStream());
          out.writeShort(answer.length);
          out.write(answer);
        });

    assertThat(look(LONG, 1, resolver).health()).isEqualTo(Health.OK);
  }

  @Test
  void aLongAnswerThatIsNotThereOverTcpIsNone() throws Exception {
    HostPort resolver = internet.udp(FakeDns.TRUNCATED);

    Finding finding = look(LONG, 1, resolver);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).contains("cannot be connected to");
  }

  @Test
  void oneOfThreeIsEnoughForAQuorumOfOneAndTheOthersAreNamed() throws Exception {
    HostPort good = internet.udp(FakeDns.ANSWERS);
    HostPort sick = internet.udp(FakeDns.SERVFAIL);
    HostPort gone = internet.nobody();

    Finding enough = look(LONG, 1, good, sick, gone);
    Finding few = look(LONG, 2, good, sick, gone);

    assertThat(enough.health()).isEqualTo(Health.OK);
    assertThat(enough.reason())
        .isEqualTo(
            "1 of 3 resolvers answered; %s answers SERVFAIL for www.example.com; %s is not there: its port is closed"
                .formatted(sick, gone));
    assertThat(few.health()).isEqualTo(Health.FAIL);
    assertThat(few.failedTargets()).containsExactlyInAnyOrder(sick.toString(), gone.toString());
  }

  @Test
  void resolversAreThoseOfTheFileAtTheTimeOfTheLook(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("resolv.conf");
    Resolvers resolvers = Resolvers.file(file);
    HostPort own = new HostPort("127.0.0.1", 53);

    assertThat(resolvers.now()).containsExactly(own);
    Files.writeString(file, "# nameserver 192.0.2.9\nsearch example.com\n");
    assertThat(resolvers.now()).containsExactly(own);
    Files.writeString(
        file, "nameserver 192.0.2.1\n  nameserver\tfe80::1%eth0 # second\nnameserver");
    assertThat(resolvers.now())
        .containsExactly(new HostPort("192.0.2.1", 53), new HostPort("fe80::1%eth0", 53));
  }

  @Test
  void resolversThatCannotBeReadAreDoubt(@TempDir Path folder) throws Exception {
    Finding finding = check(Resolvers.file(folder), 1).look(LONG);

    assertThat(finding.health()).isEqualTo(Health.UNKNOWN);
    assertThat(finding.reason()).startsWith(folder + " cannot be read: ");
  }

  @Test
  void namesThatDoNotFitAQuestionAreRefused() {
    for (String name : List.of("", ".", "a..b", "x".repeat(64) + ".com", "a b", "bücher.example")) {
      assertThatThrownBy(() -> new DnsQuestion(1, name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + name + "\"");
    }
    assertThat(new DnsQuestion(1, "WWW.Example.com.").name()).isEqualTo("www.example.com");
  }

  /** 10,000 messages that differ from a right one in a few bytes or in their length. */
  @Test
  void noMessageBreaksTheReader() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    DnsQuestion question = new DnsQuestion(0x1234, "www.example.com");
    for (int i = 0; i < 10_000; i++) {
      byte[] message = FakeDns.address(question.bytes());
      for (int n = random.nextInt(4); n >= 0; n--) {
        message[random.nextInt(2, message.length)] = (byte) random.nextInt();
      }
      byte[] cut = Arrays.copyOf(message, random.nextInt(message.length + 1));
      assertThat(question.read(cut)).as("seed %d, message %d", seed, i).isNotNull();
    }
  }

  private static Finding look(Duration within, int quorum, HostPort... resolvers)
      throws InterruptedException {
    return check(Resolvers.of(List.of(resolvers)), quorum).look(within);
  }

  private static Dns check(Resolvers resolvers, int quorum) {
    return new Dns(
        resolvers, "www.example.com", new Quorum(quorum), new Random(1), Ticker.system());
  }
}
