package nomadops.bench.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Log;

/// From the moment that a Docker daemon hangs over its containers until the agent's verdict is
/// `fail`, with the settings that an agent has without a word. The moment is the worst one: right
/// after a look in which all was well.
final class HangScenario {
  private static final double BAR_S = 90;
  private static final int LOOKS_BEFORE = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final String STATUS = "nomad_ops_health_check_status";

  private final Log log;

  HangScenario(Log log) {
    this.log = log;
  }

  List<Figure> run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("nomad-ops-hang");
    Path socket = folder.resolve("docker.sock");
    try (HangingDocker docker = HangingDocker.at(socket);
        LaunchedHealth agent =
            LaunchedHealth.start(
                List.of("agent", "--checks=docker", "--docker-socket=" + socket))) {
      log.say("hang: an agent beside a Docker daemon that will hang; its verdict takes real time");
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (docker.whole() < LOOKS_BEFORE || !is(agent, "ok")) {
        glance(end, "is well");
      }
      int looks = docker.whole();
      while (docker.whole() == looks) {
        glance(end, "is looked at again");
      }
      docker.hang();
      long hung = System.nanoTime();
      end = hung + PATIENCE.toNanos();
      while (!is(agent, "fail")) {
        glance(end, "fails");
      }
      double took = (System.nanoTime() - hung) / 1e9;
      log.say("  hang: the verdict is fail after %.1f s", took);
      return List.of(
          Figures.HEALTH.atMost("hang_to_fail", took, "s", BAR_S),
          Figures.HEALTH.shown("hang_agent_rss", agent.residentMb(), "MB"));
    } finally {
      boolean _ = Files.deleteIfExists(folder);
    }
  }

  private static boolean is(LaunchedHealth agent, String status)
      throws IOException, InterruptedException {
    return agent.metrics().sum(STATUS, "check=\"docker\"", "status=\"" + status + "\"") == 1;
  }

  private static void glance(long end, String what) throws IOException, InterruptedException {
    if (System.nanoTime() > end) {
      throw new IOException("the docker check never " + what);
    }
    Thread.sleep(GLANCE);
  }
}
