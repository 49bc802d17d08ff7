/// The agent of one client: every check in its rhythm, its course, and what is told of it. Read
/// [nomadops.health.agent.Rounds] first.
@NullMarked
package nomadops.health.agent;

import org.jspecify.annotations.NullMarked;
