/// What has happened to the state: every effect that was applied, in order. Tests read
/// [nomadops.simulator.journal.Journal] to prove sentences such as "no job version is deleted
/// twice".
@NullMarked
package nomadops.simulator.journal;

import org.jspecify.annotations.NullMarked;
