package nomadops.simulator.json;

import nomadops.simulator.state.NodeSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a node has and what its client keeps for others.
final class NodeResources {
  private static final ObjectNode TEMPLATE = Json.template("node.json").withObject("NodeResources");

  private NodeResources() {}

  /// `NodeResources`: everything, with what is reserved.
  static ObjectNode all(NodeSpec node) {
    ObjectNode json = TEMPLATE.deepCopy();
    ObjectNode cpu = json.withObject("Cpu");
    cpu.put("CpuShares", node.cpu()).put("TotalCpuCores", node.cores());
    ArrayNode reservable = cpu.putArray("ReservableCpuCores");
    ObjectNode topology = json.withObject("Processors").withObject("Topology");
    ArrayNode cores = topology.putArray("Cores");
    for (int id = 0; id < node.cores(); id++) {
      reservable.add(id);
      ObjectNode core = cores.addObject();
      core.put("BaseSpeed", node.mhzPerCore()).put("Disable", false).put("Grade", true);
      core.put("GuessSpeed", 0).put("ID", id).put("MaxSpeed", 0);
      core.put("NodeID", 0).put("SocketID", 0);
    }
    topology.put("OverrideTotalCompute", node.cpu());
    json.withObject("Memory").put("MemoryMB", node.memoryMb());
    json.withObject("Disk").put("DiskMB", node.diskMb());
    return json;
  }

  /// `ReservedResources`: the part of it that allocations do not get.
  static ObjectNode reserved(NodeSpec node) {
    NodeSpec.Reserved reserved = node.reserved();
    ObjectNode json = Json.object();
    json.putObject("Cpu").put("CpuShares", reserved.cpu()).putNull("ReservedCpuCores");
    json.putObject("Memory").put("MemoryMB", reserved.memoryMb());
    json.putObject("Disk").put("DiskMB", reserved.diskMb());
    json.putObject("Networks").put("ReservedHostPorts", "");
    return json;
  }
}
