/// What Auto Scaling groups wait for. Open lifecycle actions enter; heartbeats keep them open, and
/// each is completed once; what became of it leaves as a [nomadops.drainer.lifecycle.HookEvent].
/// When to call is decided by a pure plan. Read [nomadops.drainer.lifecycle.Hooks] first, then
/// [nomadops.drainer.lifecycle.Heartbeats].
@NullMarked
package nomadops.drainer.lifecycle;

import org.jspecify.annotations.NullMarked;
