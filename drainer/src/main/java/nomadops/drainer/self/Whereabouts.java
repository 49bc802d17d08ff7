package nomadops.drainer.self;

import java.time.Duration;
import nomadops.client.time.Pause;
import nomadops.drainer.imds.InstanceMetadata;
import nomadops.drainer.imds.MetadataFault;
import nomadops.drainer.notice.InstanceId;
import nomadops.runtime.Failure;

/// Where this process runs.
///
/// @param region such as `eu-central-1`
public record Whereabouts(InstanceId instance, String region) {
  private static final int TRIES = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /// Asks at the start, a few times: a machine that boots may be quicker than its network. Off EC2
  /// nobody ever answers, so it is not waited for any longer.
  ///
  /// @throws Failure naming the address, when it is not told
  public static Whereabouts ask(InstanceMetadata metadata, Pause pause)
      throws InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        return new Whereabouts(metadata.instanceId(), metadata.region());
      } catch (MetadataFault fault) {
        if (tried == TRIES) {
          throw new Failure(
              "self mode needs the metadata service of the EC2 instance that it runs on, see the settings self and imds-endpoint",
              fault);
        }
        pause.sleep(BETWEEN);
      }
    }
  }
}
