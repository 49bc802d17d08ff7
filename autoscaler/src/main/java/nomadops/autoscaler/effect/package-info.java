/// Where moves become deeds. A move enters; the fence is asked, the world is looked at once more,
/// and a request leaves; what became of it comes back, never an exception for what is to be
/// expected. Read [nomadops.autoscaler.effect.Performer] first.
@NullMarked
package nomadops.autoscaler.effect;

import org.jspecify.annotations.NullMarked;
