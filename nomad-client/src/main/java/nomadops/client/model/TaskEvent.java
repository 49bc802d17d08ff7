package nomadops.client.model;

import java.time.Instant;
import java.util.OptionalInt;

/// Something that happened to a task. A client keeps the last ten of a task (Nomad 1.0 to 2.0.5:
/// `client/allocrunner/taskrunner`), so one that restarts in a loop forgets the earlier ones.
///
/// @param type Nomad's words, for example `Started`, `Terminated`, `Restarting`, `Killing`, `Driver
///   Failure`
/// @param oomKilled the kernel killed it for its memory; `Terminated` alone says so
/// @param exitCode of a `Terminated`; empty for everything else
public record TaskEvent(String type, Instant time, boolean oomKilled, OptionalInt exitCode) {
  public TaskEvent {
    type = Fields.text(type);
  }
}
