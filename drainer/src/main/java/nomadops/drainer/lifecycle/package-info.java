/// What Auto Scaling groups wait for. Open lifecycle actions enter; heartbeats keep them open, and
/// each is completed once. Read [nomadops.drainer.lifecycle.Hooks] first.
@NullMarked
package nomadops.drainer.lifecycle;

import org.jspecify.annotations.NullMarked;
