/// Tells people and programs of instances that go, by webhook and by exec. What the drainer's
/// watchers hear and what its view shows enter; what is new in it for somebody outside, and whether
/// an instance is stuck, is decided; requests and program runs leave, each way on a thread of its
/// own, so that no drain waits for one. Read [nomadops.drainer.announce.Announcement] first, then
/// [nomadops.drainer.announce.Announcer].
@NullMarked
package nomadops.drainer.announce;

import org.jspecify.annotations.NullMarked;
