package nomadops.drainer.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** EC2 Auto Scaling, as far as lifecycle actions go (API 2011-01-01). */
final class AutoScaling implements AutoCloseable {
  /** Times. */
  static final int ALWAYS = 1000;

  private final WireMockServer server =
      new WireMockServer(
          wireMockConfig().dynamicPort().bindAddress("127.0.0.1").extensions(new OneAction()));

  AutoScaling() {
    server.start();
    answer(
        "DescribeLifecycleHooks",
        """
        <LifecycleHooks><member><AutoScalingGroupName>my-asg</AutoScalingGroupName>
        <LifecycleHookName>my-hook</LifecycleHookName><HeartbeatTimeout>300</HeartbeatTimeout>
        <GlobalTimeout>30000</GlobalTimeout><DefaultResult>ABANDON</DefaultResult>
        <LifecycleTransition>autoscaling:EC2_INSTANCE_TERMINATING</LifecycleTransition></member></LifecycleHooks>
        """);
    answer(
        "DescribeAutoScalingInstances",
        """
        <AutoScalingInstances><member><InstanceId>i-0194708ef7e24dcc7</InstanceId>
        <AutoScalingGroupName>my-asg</AutoScalingGroupName>
        <LifecycleState>Terminating:Wait</LifecycleState></member></AutoScalingInstances>
        """);
    answer("RecordLifecycleActionHeartbeat", "");
    answer("CompleteLifecycleAction", "");
  }

  /** There is one action: when it was completed, it is over for heartbeats and completions. */
  void oneAction() {
    for (String action : List.of("RecordLifecycleActionHeartbeat", "CompleteLifecycleAction")) {
      server.stubFor(
          post(urlPathEqualTo("/"))
              .withRequestBody(containing("Action=" + action))
              .willReturn(
                  aResponse()
                      .withHeader("Content-Type", "text/xml")
                      .withBody(body(action, ""))
                      .withTransformers(OneAction.NAME)));
    }
  }

  /** Of two completions at once, one is too late; a scenario of WireMock takes both. */
  private static final class OneAction implements ResponseDefinitionTransformerV2 {
    static final String NAME = "one-action";
    private final AtomicBoolean over = new AtomicBoolean();

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      boolean completes =
          event.getRequest().getBodyAsString().contains("Action=CompleteLifecycleAction");
      if (!(completes ? over.getAndSet(true) : over.get())) {
        return event.getResponseDefinition();
      }
      return aResponse()
          .withStatus(400)
          .withHeader("Content-Type", "text/xml")
          .withBody(
              "<ErrorResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>No active Lifecycle Action found with instance ID i-0194708ef7e24dcc7</Message></Error></ErrorResponse>")
          .build();
    }

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }
  }

  /** AWS refuses an action like this, so many times; with {@link #ALWAYS} until it is mended. */
  void refuse(String action, int times, int status, String code, String words) {
    for (int i = 0; i < (times == ALWAYS ? 1 : times); i++) {
      server.stubFor(
          post(urlPathEqualTo("/"))
              .withRequestBody(containing("Action=" + action))
              .inScenario(action)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "" + i)
              .willSetStateTo(times == ALWAYS ? Scenario.STARTED : "" + (i + 1))
              .willReturn(
                  aResponse()
                      .withStatus(status)
                      .withHeader("Content-Type", "text/xml")
                      .withBody(
                          "<ErrorResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                              .formatted(code, words))));
    }
  }

  /** It takes the action again. */
  void mend(String action) {
    answer(action, "");
  }

  void noHooks() {
    answer("DescribeLifecycleHooks", "<LifecycleHooks/>");
  }

  private void answer(String action, String result) {
    server.stubFor(
        post(urlPathEqualTo("/"))
            .withRequestBody(containing("Action=" + action))
            .willReturn(
                aResponse().withHeader("Content-Type", "text/xml").withBody(body(action, result))));
  }

  private static String body(String action, String result) {
    return "<%1$sResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
        .formatted(action, result);
  }

  int calls(String action, String... parts) {
    var request =
        postRequestedFor(urlPathEqualTo("/")).withRequestBody(containing("Action=" + action));
    for (String part : parts) {
      request = request.withRequestBody(containing(part));
    }
    return server.findAll(request).size();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
