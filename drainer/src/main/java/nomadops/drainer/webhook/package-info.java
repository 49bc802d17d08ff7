/// The signed webhook: other programs, and by a mapping other clouds, tell of instances that go.
/// HTTP requests enter; a [nomadops.drainer.notice.Bulletin] for each new notice leaves, and an
/// answer that says whether a crash could still lose it. Nothing is decided about nodes here. Read
/// [nomadops.drainer.webhook.Desk] first, which holds the rules of answering, then
/// [nomadops.drainer.webhook.Gate] and [nomadops.drainer.webhook.Mapping].
@NullMarked
package nomadops.drainer.webhook;

import org.jspecify.annotations.NullMarked;
