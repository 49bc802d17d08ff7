package nomadops.health.cli;

import java.nio.file.Path;
import java.util.List;
import nomadops.health.check.Check;
import nomadops.health.docker.DockerCheck;
import nomadops.health.host.Ceiling;
import nomadops.health.host.Disk;
import nomadops.health.host.Floor;
import nomadops.health.host.KernelTable;
import nomadops.health.host.Machine;
import nomadops.health.host.ReadOnly;
import nomadops.health.host.Volumes;
import nomadops.health.nomad.AgentCheck;
import nomadops.health.nomad.ServerCheck;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// What runs on this client, and what its machine has left.
final class MachineSettings {
  private static final String HEADING = "Docker and the machine";

  static final Setting<List<CheckName>> CHECKS =
      Setting.of("checks", Parsers.listOf(Parsers.oneOf(CheckName.class)))
          .defaultsTo(List.of(CheckName.values()))
          .describedAs(
              "The checks that are made, besides those of the internet and of plug-ins, which are made when they have targets.")
          .example("[nomad, nomad-servers, disk]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<Path> DOCKER_SOCKET =
      Setting.of("docker-socket", Parsers.path())
          .defaultsTo(DockerCheck.USUAL_SOCKET)
          .describedAs("Where the Docker daemon listens.")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<Path>> PATHS =
      Setting.of("paths", Parsers.listOf(Parsers.path()))
          .defaultsTo(List.of(Path.of("/")))
          .describedAs(
              "Where disk, inodes and read-only look: Nomad's data_dir, Docker's root and the like.")
          .example("[/opt/nomad/data, /var/lib/docker]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<Path> ROOT =
      Setting.of("machine-root", Parsers.path())
          .defaultsTo(Path.of("/"))
          .describedAs("Where the machine's own file tree is seen, e.g. /host in a container.")
          .asReloadable()
          .inGroup(HEADING);

  static final List<Setting<?>> ALL = List.of(CHECKS, DOCKER_SOCKET, PATHS, ROOT);

  private MachineSettings() {}

  /// The checks that are named, each once.
  static List<Check> checks(Resolved settings, Surrounds around) {
    Machine machine = new Machine(settings.get(ROOT));
    List<Path> paths = settings.get(PATHS);
    return settings.get(CHECKS).stream()
        .distinct()
        .map(name ->
            switch (name) {
              case NOMAD -> new AgentCheck(around.nomad());
              case NOMAD_SERVERS -> new ServerCheck(around.nomad());
              case DOCKER ->
                  new DockerCheck(
                      settings.get(DOCKER_SOCKET), around.time().ticker(), around.time().pause());
              case DISK -> Disk.space(machine, paths, Floor.usualBytes(), Volumes.system());
              case INODES -> Disk.inodes(machine, paths, Floor.usualInodes(), Volumes.system());
              case READ_ONLY -> new ReadOnly(machine, paths);
              case CONNTRACK -> KernelTable.conntrack(machine, Ceiling.usual());
              case FILE_DESCRIPTORS -> KernelTable.fileDescriptors(machine, Ceiling.usual());
              case PIDS -> KernelTable.pids(machine, Ceiling.usual());
            })
        .map(Check.class::cast)
        .toList();
  }
}
