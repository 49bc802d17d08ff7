package nomadops.deploy;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What holds of every cluster that deploy/kubernetes makes.
///
/// @param sentence what it says
/// @param faults where a cluster is otherwise; empty when nowhere
/// @param breach makes a sound cluster break it, so that the rule is seen to tell
record KubernetesRule(
    String sentence,
    Function<KubernetesCluster, List<String>> faults,
    Consumer<KubernetesCluster> breach) {}
