/// What the cloud says about instances. Messages enter, as SQS, the instance metadata service, a
/// webhook or an operator bring them; [nomadops.drainer.notice.Notice]s leave. Nothing is decided
/// here, except what a message means. Read [nomadops.drainer.notice.Notice] first, then
/// [nomadops.drainer.notice.NoticeParser].
@NullMarked
package nomadops.drainer.notice;

import org.jspecify.annotations.NullMarked;
