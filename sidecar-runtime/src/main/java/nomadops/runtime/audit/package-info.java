/// What was done, and why: append-only JSON lines, one for each decision performed. [AuditRecord]s
/// enter; a record is on the file before [AuditLog#record] returns; nothing is decided here but
/// whether the log can be written at all. When it cannot, [AuditUnavailable] says so before an
/// effect happens. Read [AuditLog] first.
@NullMarked
package nomadops.runtime.audit;

import org.jspecify.annotations.NullMarked;
