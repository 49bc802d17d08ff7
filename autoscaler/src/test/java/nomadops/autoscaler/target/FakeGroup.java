package nomadops.autoscaler.target;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// An Auto Scaling group that does what it is told, in its time. All of it happens when it is
/// looked at ([#advance]); there is no thread in it. Guarded by the server it is in.
public final class FakeGroup {
  /// Told of machines as they come and go.
  public interface Listener {
    /// It is in service now.
    void launched(FakeGroup group, String instance);

    /// It is gone now.
    void ended(FakeGroup group, String instance);
  }

  final String name;
  int min;
  int max;
  int desired;
  Duration bootTime = Duration.ofMinutes(2);
  Duration endTime = Duration.ofMinutes(1);
  String status = "";
  String refresh = "";
  String capacityType = "";
  List<String> overrideWeights = List.of();
  final List<FakeMachine> machines = new ArrayList<>();
  final List<FakeActivity> activities = new ArrayList<>();
  final TreeSet<String> suspended = new TreeSet<>();
  final TreeMap<String, String> tags = new TreeMap<>();
  private Optional<String> stockout = Optional.empty();
  private Instant nextTry = Instant.MIN;
  private Listener listener =
      new Listener() {
        @Override
        public void launched(FakeGroup group, String instance) {}

        @Override
        public void ended(FakeGroup group, String instance) {}
      };
  private int serial;

  FakeGroup(String name, int min, int desired, int max) {
    this.name = name;
    this.min = min;
    this.desired = desired;
    this.max = max;
  }

  public String name() {
    return name;
  }

  public int desired() {
    return desired;
  }

  public List<FakeMachine> machines() {
    return List.copyOf(machines);
  }

  public Map<String, String> tags() {
    return Map.copyOf(tags);
  }

  /// How long machines take to come and to go.
  public FakeGroup takes(Duration boot, Duration end) {
    bootTime = boot;
    endTime = end;
    return this;
  }

  public FakeGroup tells(Listener given) {
    listener = given;
    return this;
  }

  /// From now on launches fail with this StatusMessage; empty lets them succeed again.
  public FakeGroup runsOut(Optional<String> message) {
    stockout = message;
    nextTry = Instant.MIN;
    return this;
  }

  /// Processes such as `Launch`.
  public FakeGroup suspends(String... processes) {
    suspended.addAll(List.of(processes));
    return this;
  }

  /// The state of its newest instance refresh; empty for none.
  public FakeGroup refreshes(String state) {
    refresh = state;
    return this;
  }

  public FakeGroup hasStatus(String word) {
    status = word;
    return this;
  }

  public FakeGroup hasTag(String key, String value) {
    tags.put(key, value);
    return this;
  }

  public FakeGroup withoutTag(String key) {
    tags.remove(key);
    return this;
  }

  /// WeightedCapacity of its overrides.
  public FakeGroup hasWeights(String... weights) {
    overrideWeights = List.of(weights);
    return this;
  }

  public FakeGroup guards(String instance) {
    machine(instance).orElseThrow().guarded = true;
    return this;
  }

  public FakeGroup setState(String instance, String state) {
    machine(instance).orElseThrow().state = state;
    return this;
  }

  /// Newest last.
  public FakeGroup hasActivity(FakeActivity activity) {
    activities.add(activity);
    return this;
  }

  /// Fills it up to what it was told to have, at once.
  FakeGroup filled(Instant now) {
    while (living() < desired) {
      FakeMachine machine = machine("InService", now);
      activities.add(FakeActivity.launched(activityId(), machine.id, now));
      listener.launched(this, machine.id);
    }
    return this;
  }

  /// Does what is due by now: launches end, machines go, what is missing is launched.
  void advance(Instant now) {
    for (FakeMachine machine : List.copyOf(machines)) {
      if (machine.state.equals("Pending") && !now.isBefore(machine.launchedAt.plus(bootTime))) {
        machine.state = "InService";
        activities.add(FakeActivity.launched(activityId(), machine.id, machine.launchedAt));
        listener.launched(this, machine.id);
      }
      if (machine.isEnding() && !now.isBefore(machine.endsAt)) {
        machines.remove(machine);
        listener.ended(this, machine.id);
      }
    }
    launchWhatIsMissing(now);
  }

  private void launchWhatIsMissing(Instant now) {
    if (suspended.contains("Launch") || living() >= desired || now.isBefore(nextTry)) {
      return;
    }
    if (stockout.isPresent()) {
      activities.add(FakeActivity.failedLaunch(activityId(), stockout.get(), now));
      nextTry = now.plusSeconds(60);
      return;
    }
    while (living() < desired) {
      FakeMachine _ = machine("Pending", now);
    }
  }

  void resize(int wanted, Instant now) {
    desired = wanted;
    // Its own choice, as AWS would: the newest.
    List<FakeMachine> counted = machines.stream().filter(FakeMachine::counts).toList();
    counted.stream().skip(Math.max(0, wanted)).forEach(machine -> end(machine, now));
    advance(now);
  }

  void end(FakeMachine machine, Instant now) {
    machine.state = "Terminating";
    machine.endsAt = now.plus(endTime);
    activities.add(
        new FakeActivity(
            activityId(),
            "Terminating EC2 instance: " + machine.id,
            "InProgress",
            "",
            now,
            Optional.empty()));
  }

  Optional<FakeMachine> machine(String id) {
    return machines.stream().filter(machine -> machine.id.equals(id)).findFirst();
  }

  long living() {
    return machines.stream().filter(FakeMachine::counts).count();
  }

  private FakeMachine machine(String state, Instant now) {
    String id = "i-" + HexFormat.of().toHexDigits(((long) name.hashCode() << 32) | ++serial);
    FakeMachine machine = new FakeMachine(id, state, now);
    machines.add(machine);
    return machine;
  }

  private String activityId() {
    return name + "-" + activities.size();
  }
}
