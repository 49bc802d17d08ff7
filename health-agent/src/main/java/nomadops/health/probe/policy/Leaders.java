package nomadops.health.probe.policy;

import java.time.Duration;
import java.util.Optional;

/// Who led before this server does, as seen from here.
///
/// @param other the RPC address of the last other leader; empty for none seen
/// @param leads this server does, by the last look
/// @param leadsSince when it was first seen to
public record Leaders(String other, boolean leads, long leadsSince) {
  public static final Leaders NONE = new Leaders("", false, 0);

  public Leaders seen(ServerSelf self, long now) {
    return self.leads()
        ? new Leaders(other, true, leads ? leadsSince : now)
        : new Leaders(self.leader().isEmpty() ? other : self.leader(), false, 0);
  }

  /// Who led last before this server, however long ago.
  public Optional<String> former() {
    return Optional.of(other).filter(address -> !address.isEmpty());
  }

  /// Who gave the lead to this server, when that was less than `lately` ago.
  public Optional<String> giver(Duration lately, long now) {
    boolean recent = leads && now - leadsSince < lately.toNanos();
    return recent && !other.isEmpty() ? Optional.of(other) : Optional.empty();
  }
}
