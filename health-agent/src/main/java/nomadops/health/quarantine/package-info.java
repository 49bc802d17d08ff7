/// Sick clients are taken out of scheduling and put back: the loop that looks, decides and acts,
/// and what is told of it. Read [nomadops.health.quarantine.Controller] first.
@NullMarked
package nomadops.health.quarantine;

import org.jspecify.annotations.NullMarked;
