package nomadops.drainer.dry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nomadops.drainer.lifecycle.HookAnswer;
import nomadops.drainer.lifecycle.HookResult;
import nomadops.drainer.lifecycle.HookTerms;
import nomadops.drainer.lifecycle.Hooks;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// Lifecycle actions whose terms are real, since a budget comes of them, and that are neither kept
/// open nor completed. It has no means to.
public final class DryHooks implements Hooks {
  private final Function<HookRef, HookTerms.Answer> terms;
  private final Narrator narrator;
  private final Set<HookRef> told = ConcurrentHashMap.newKeySet();

  /// @param terms as [Hooks#terms] has them
  public DryHooks(Function<HookRef, HookTerms.Answer> terms, Narrator narrator) {
    this.terms = terms;
    this.narrator = narrator;
  }

  @Override
  public HookTerms.Answer terms(HookRef hook) {
    return terms.apply(hook);
  }

  @Override
  public HookAnswer heartbeat(HookRef hook, InstanceId instance) {
    if (told.add(hook)) {
      narrator.say(instance.value(), "would keep " + named(hook) + " open by heartbeats");
    }
    return new HookAnswer.Done();
  }

  /// Nothing is left to do afterwards, and nothing was done: the answer says both.
  @Override
  public HookAnswer complete(HookRef hook, InstanceId instance, HookResult result) {
    told.remove(hook);
    narrator.say(instance.value(), "would complete " + named(hook) + " with " + result);
    return new HookAnswer.Gone("dry run, AWS was not told");
  }

  private static String named(HookRef hook) {
    return "hook " + hook.hook() + " of group " + hook.group();
  }
}
