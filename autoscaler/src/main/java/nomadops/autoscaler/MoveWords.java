package nomadops.autoscaler;

import java.util.Map;
import nomadops.autoscaler.policy.pool.Move;

/// Moves in words.
public final class MoveWords {
  private MoveWords() {}

  /// One word, for logs and counters.
  public static String word(Move move) {
    return switch (move) {
      case Move.Launch _ -> "launch";
      case Move.Withdraw _ -> "withdraw";
      case Move.Uncordon _ -> "uncordon";
      case Move.Cordon _ -> "cordon";
      case Move.End _ -> "end";
      case Move.Replace _ -> "replace";
      case Move.Purge _ -> "purge";
      case Move.Forget _ -> "forget";
    };
  }

  /// A few words, without the reason.
  public static String text(Move move) {
    return switch (move) {
      case Move.Launch(String group, int from, int to, String _) ->
          "launch %d in %s (%d to %d)".formatted(to - from, group, from, to);
      case Move.Withdraw(String group, int from, int to, String _) ->
          "withdraw %d in %s (%d to %d)".formatted(from - to, group, from, to);
      case Move.Uncordon(String _, String name, String _) -> "open " + name;
      case Move.Cordon(String _, String name, String instance, String _, String _) ->
          "close " + name + " (" + instance + ")";
      case Move.End(String _, String name, String instance, String group, String _) ->
          "end " + name + " (" + instance + " of " + group + ")";
      case Move.Replace(String instance, String group, String _) ->
          "replace " + instance + " of " + group;
      case Move.Purge(String _, String name, String instance, String _) ->
          "purge " + name + " (" + instance + ")";
      case Move.Forget(String node, String _) -> "forget node " + node;
    };
  }

  /// By name, for machines.
  public static Map<String, Object> fields(Move move) {
    return switch (move) {
      case Move.Launch(String group, int from, int to, String _) ->
          Map.of("group", group, "from", from, "to", to);
      case Move.Withdraw(String group, int from, int to, String _) ->
          Map.of("group", group, "from", from, "to", to);
      case Move.Uncordon(String node, String name, String _) -> Map.of("node", node, "name", name);
      case Move.Cordon(String node, String name, String instance, String group, String _) ->
          Map.of("node", node, "name", name, "instance", instance, "group", group);
      case Move.End(String node, String name, String instance, String group, String _) ->
          Map.of("node", node, "name", name, "instance", instance, "group", group);
      case Move.Replace(String instance, String group, String _) ->
          Map.of("instance", instance, "group", group);
      case Move.Purge(String node, String name, String instance, String _) ->
          Map.of("node", node, "name", name, "instance", instance);
      case Move.Forget(String node, String _) -> Map.of("node", node);
    };
  }
}
