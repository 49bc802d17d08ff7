package nomadops.health.host;

import java.time.Duration;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;

/// How full a table of the kernel is, for the whole machine.
public final class KernelTable implements Check {
  private static final String CONNTRACK = "/proc/sys/net/netfilter/nf_conntrack_count";
  private static final String CONNTRACK_MAX = "/proc/sys/net/netfilter/nf_conntrack_max";
  private static final String FILE_NR = "/proc/sys/fs/file-nr";
  private static final String LOADAVG = "/proc/loadavg";
  private static final String PID_MAX = "/proc/sys/kernel/pid_max";
  private static final String THREADS_MAX = "/proc/sys/kernel/threads-max";

  private final String name;
  private final Question question;

  private KernelTable(String name, Question question) {
    this.name = name;
    this.question = question;
  }

  private interface Question {
    Finding answer() throws Untold;
  }

  /// Tracked connections: when they are too many, the kernel drops packets of new ones. OK where
  /// connections are not tracked at all.
  public static KernelTable conntrack(Machine machine, Ceiling ceiling) {
    return new KernelTable(
        "conntrack",
        () ->
            machine.look(CONNTRACK).isEmpty()
                ? Finding.ok("no connection tracking")
                : ceiling.judge(
                    "tracked connections",
                    machine.number(CONNTRACK, 0),
                    // 0 is no limit: the kernel asks for the limit before it compares.
                    machine.number(CONNTRACK_MAX, 0)));
  }

  /// Open files of all processes. `file-nr` is allocated, allocated but free, and the limit
  /// (proc_sys_fs(5)).
  public static KernelTable fileDescriptors(Machine machine, Ceiling ceiling) {
    return new KernelTable(
        "file-descriptors",
        () ->
            ceiling.judge(
                "open files",
                Math.max(0, machine.number(FILE_NR, 0) - machine.number(FILE_NR, 1)),
                machine.number(FILE_NR, 2)));
  }

  /// Threads of all processes, each of which has an id of its own; the fourth word of `loadavg` is
  /// those that run, a slash, and all (proc_loadavg(5)).
  public static KernelTable pids(Machine machine, Ceiling ceiling) {
    return new KernelTable(
        "pids",
        () -> {
          String load = machine.read(LOADAVG);
          String all = load.matches("(\\S+ ){3}\\d+/\\d+( .*)?") ? load.split("[ /]")[4] : "";
          long max = Math.min(machine.number(PID_MAX, 0), machine.number(THREADS_MAX, 0));
          return ceiling.judge("threads", machine.number(LOADAVG, load, all), max);
        });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Finding look(Duration within) {
    try {
      return question.answer();
    } catch (Untold e) {
      return Finding.unknown(String.valueOf(e.getMessage()));
    }
  }
}
