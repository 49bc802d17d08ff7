package nomadops.autoscaler.target.aws;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.target.FakeAutoScaling;
import nomadops.autoscaler.target.HandTime;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClientBuilder;

/// Groups of a fake on loopback, with credentials that are good there.
public final class LoopbackGroups {
  private LoopbackGroups() {}

  public static AwsGroups of(FakeAutoScaling aws, List<String> names, AwsGroups.Times times) {
    return new AwsGroups(client(aws).build(), names, times);
  }

  static AwsGroups of(FakeAutoScaling aws, HandTime time, String... names) {
    return of(aws, List.of(names), new AwsGroups.Times(time, time.ticker(), time.pause()));
  }

  /// Gives up on a silent fake soon.
  static AwsGroups impatient(FakeAutoScaling aws, HandTime time, String... names) {
    return new AwsGroups(
        client(aws)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMillis(300)))
            .build(),
        List.of(names),
        new AwsGroups.Times(time, time.ticker(), time.pause()));
  }

  private static AutoScalingClientBuilder client(FakeAutoScaling aws) {
    return AwsGroups.client("eu-central-1", Optional.of(aws.address()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
}
