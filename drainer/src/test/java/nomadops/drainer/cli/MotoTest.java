package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.lifecycle.AwsHooks;
import nomadops.drainer.lifecycle.HookAnswer;
import nomadops.drainer.lifecycle.HookResult;
import nomadops.drainer.lifecycle.HookTerms;
import nomadops.drainer.lifecycle.OwnActions;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.sqs.AwsQueue;
import nomadops.drainer.sqs.Delivery;
import nomadops.drainer.sqs.IntakeTerms;
import nomadops.drainer.sqs.IntakeTime;
import nomadops.drainer.sqs.Parked;
import nomadops.drainer.sqs.QueueAddress;
import nomadops.drainer.sqs.QueueIntake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queue and the hooks against moto, a second opinion on what AWS is like. Where it differs from
 * AWS (moto 5.2.1): it knows neither RecordLifecycleActionHeartbeat nor CompleteLifecycleAction
 * (HTTP 5xx), sends no lifecycle messages, says 48 hours as the global timeout of every hook, and
 * has an empty list for a group that is not there, where AWS has a ValidationError; it counts the
 * twelve hours of a message's invisibility from when it was sent, AWS from its receipt.
 */
@Timeout(180)
class MotoTest {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x"));
  private static MotoServer moto;

  @BeforeAll
  static void start() {
    Optional<String> executable = MotoServer.executable();
    Assumptions.assumeTrue(
        executable.isPresent(),
        "skipped: moto_server is not on the PATH, and MOTO_SERVER names none");
    System.setProperty("aws.accessKeyId", "x");
    System.setProperty("aws.secretAccessKey", "x");
    moto = new MotoServer(executable.orElseThrow());
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime() - end).isNegative();
      Thread.sleep(50);
    }
  }

  @Test
  void aMessageIsTakenOnKeptAndDeletedLastAndPoisonIsHidden() throws Exception {
    try (SqsClient sqs =
        SqsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(moto.endpoint())
            .credentialsProvider(CREDENTIALS)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      String url = sqs.createQueue(create -> create.queueName("moto")).queueUrl();
      sqs.sendMessage(send -> send.queueUrl(url).messageBody(RunRig.terminating()));
      sqs.sendMessage(send -> send.queueUrl(url).messageBody(RunRig.test()));
      sqs.sendMessage(send -> send.queueUrl(url).messageBody("{not json"));
      List<Delivery> deliveries = new CopyOnWriteArrayList<>();
      URI at = moto.endpoint().resolve(URI.create(url).getPath());
      try (AwsQueue queue =
          AwsQueue.at(
              QueueAddress.of(at.toString(), Optional.of("us-east-1"), Optional.empty()),
              Optional.of(CREDENTIALS))) {
        QueueIntake intake =
            new QueueIntake(
                queue,
                new IntakeTerms(Duration.ofSeconds(3), 1),
                new IntakeTime(
                    InstantSource.system(), Ticker.system(), Pause.system(), new Random(1)),
                deliveries::addAll,
                Parked.inPlace());
        Thread poll = loop(intake::poll);
        Thread keep = loop(intake::keep);
        try {
          await(() -> deliveries.size() == 1 && intake.status().parked() == 1);
          await(() -> size(sqs, url, "ApproximateNumberOfMessagesNotVisible") == 2);
          deliveries.getFirst().done();
          await(() -> intake.status().deleted() == 2);
          assertThat(size(sqs, url, "ApproximateNumberOfMessagesNotVisible"))
              .as("the poison is left")
              .isEqualTo(1);
          assertThat(size(sqs, url, "ApproximateNumberOfMessages")).isZero();
          assertThat(intake.status().careFault()).isEmpty();
        } finally {
          poll.interrupt();
          keep.interrupt();
          assertThat(poll.join(Duration.ofSeconds(60))).isTrue();
          assertThat(keep.join(Duration.ofSeconds(60))).isTrue();
        }
      }
    }
  }

  private interface Loop {
    void run() throws InterruptedException;
  }

  private static Thread loop(Loop body) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            body.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static int size(SqsClient sqs, String url, String attribute) {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNamesWithStrings(attribute))
            .attributes();
    return Integer.parseInt(attributes.values().iterator().next());
  }

  @Test
  void aGroupsHookIsFoundWithItsTermsAndWhatMotoDoesNotKnowIsTriedAgain() {
    try (AutoScalingClient groups =
            AutoScalingClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(moto.endpoint())
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        AwsHooks hooks = AwsHooks.in("us-east-1", Optional.of(moto.endpoint()), Ticker.system())) {
      groups.createLaunchConfiguration(create ->
          create.launchConfigurationName("nodes").imageId("ami-12c6146b").instanceType("t2.micro"));
      groups.createAutoScalingGroup(create ->
          create
              .autoScalingGroupName("my-asg")
              .launchConfigurationName("nodes")
              .availabilityZones("us-east-1a")
              .minSize(1)
              .maxSize(1));
      groups.putLifecycleHook(put ->
          put.autoScalingGroupName("my-asg")
              .lifecycleHookName("my-hook")
              .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
              .heartbeatTimeout(300)
              .defaultResult("CONTINUE"));
      InstanceId instance =
          new InstanceId(
              groups.describeAutoScalingInstances().autoScalingInstances().getFirst().instanceId());
      HookRef hook = new HookRef("my-asg", "my-hook", "602063c7-4a06-4a67-b8cf-87ccc33bdc86");

      assertThat(hooks.terms(hook))
          .isInstanceOfSatisfying(
              HookTerms.Answer.Known.class,
              known ->
                  assertThat(known.terms().heartbeatTimeout()).isEqualTo(Duration.ofMinutes(5)));
      assertThat(hooks.ownActions(instance))
          .isEqualTo(new OwnActions.Found(List.of(new HookRef("my-asg", "my-hook", ""))));
      assertThat(hooks.terms(new HookRef("other", "my-hook", "")))
          .isInstanceOf(HookTerms.Answer.Unknown.class);
      assertThat(hooks.heartbeat(hook, instance)).isInstanceOf(HookAnswer.Later.class);
      assertThat(hooks.complete(hook, instance, HookResult.CONTINUE))
          .isInstanceOf(HookAnswer.Later.class);
    }
  }
}
