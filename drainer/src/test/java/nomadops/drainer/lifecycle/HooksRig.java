package nomadops.drainer.lifecycle;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/// Our calls of EC2 Auto Scaling against answers that a test gives.
@Timeout(60)
abstract class HooksRig {
  static final WireMockServer AWS =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  static final HookRef HOOK = new HookRef("workers", "drain", "0befcbdb-6ecd");
  static final InstanceId INSTANCE = new InstanceId("i-0633ac2b0d9769723");

  static final String HOOKS =
      """
      <DescribeLifecycleHooksResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
        <DescribeLifecycleHooksResult>
          <LifecycleHooks>
            <member>
              <AutoScalingGroupName>workers</AutoScalingGroupName>
              <LifecycleHookName>drain</LifecycleHookName>
              <LifecycleTransition>autoscaling:EC2_INSTANCE_TERMINATING</LifecycleTransition>
              <HeartbeatTimeout>300</HeartbeatTimeout>
              <GlobalTimeout>30000</GlobalTimeout>
              <DefaultResult>CONTINUE</DefaultResult>
            </member>
            <member>
              <AutoScalingGroupName>workers</AutoScalingGroupName>
              <LifecycleHookName>slow</LifecycleHookName>
              <LifecycleTransition>autoscaling:EC2_INSTANCE_TERMINATING</LifecycleTransition>
              <HeartbeatTimeout>7200</HeartbeatTimeout>
              <DefaultResult>ABANDON</DefaultResult>
            </member>
          </LifecycleHooks>
        </DescribeLifecycleHooksResult>
        <ResponseMetadata><RequestId>7c6e177f-f082-11e1-ac58-3714bEXAMPLE</RequestId></ResponseMetadata>
      </DescribeLifecycleHooksResponse>
      """;

  final AtomicLong nanos = new AtomicLong();
  final AwsHooks hooks = hooks(AWS.port());

  @BeforeAll
  static void start() {
    AWS.start();
  }

  @AfterAll
  static void stop() {
    AWS.stop();
  }

  @AfterEach
  void close() {
    hooks.close();
    AWS.resetAll();
  }

  AwsHooks hooks(int port) {
    AutoScalingClient client =
        AwsHooks.client("eu-central-1", Optional.of(URI.create("http://127.0.0.1:" + port)))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "s")))
            .build();
    return new AwsHooks(client, nanos::get);
  }

  void passes(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  static void answers(String action, ResponseDefinitionBuilder answer) {
    AWS.stubFor(
        post(urlEqualTo("/")).withRequestBody(containing("Action=" + action)).willReturn(answer));
  }

  static ResponseDefinitionBuilder error(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withBody(
            """
            <ErrorResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
              <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
              <RequestId>7c6e177f-f082</RequestId>
            </ErrorResponse>
            """
                .formatted(code, message));
  }
}
