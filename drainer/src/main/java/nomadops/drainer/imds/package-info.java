/// What the instance metadata service says of the machine we run on. Its documents enter by
/// polling; [nomadops.drainer.notice.Notice]s leave, and the word that an Auto Scaling group ends
/// the instance. Nothing is decided here. Read [nomadops.drainer.imds.SelfWatch] first.
@NullMarked
package nomadops.drainer.imds;

import org.jspecify.annotations.NullMarked;
