package nomadops.simulator.contract;

/// Jobs to submit.
final class Jobs {
  private Jobs() {}

  private static long next = System.nanoTime() % 1_000_000_000L;

  /// An id that nobody has used.
  static synchronized String newId() {
    return "c-" + next++;
  }

  static String batch(String id, int count) {
    return batch(id, count, "\"Priority\":50");
  }

  static String batch(String id, int count, String more) {
    return """
    {"Job":{"ID":"%1$s","Name":"%1$s","Type":"batch","Datacenters":["*"],%3$s,"TaskGroups":[{"Name":"g",\
    "Count":%2$d,"RestartPolicy":{"Attempts":0,"Mode":"fail","Interval":86400000000000,"Delay":15000000000},\
    "ReschedulePolicy":{"Attempts":0,"Unlimited":false},"Tasks":[{"Name":"work","Driver":"mock_driver",\
    "Config":{"run_for":"50ms"},"Resources":{"CPU":20,"MemoryMB":16},\
    "LogConfig":{"MaxFiles":1,"MaxFileSizeMB":1,"Disabled":true}}]}]}}\
    """
        .formatted(id, count, more);
  }
}
