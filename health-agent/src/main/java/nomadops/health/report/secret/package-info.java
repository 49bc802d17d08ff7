/// The secrets that reports are signed with: a file enters, which may change at any time; what to
/// sign with and what to take leaves. Read [nomadops.health.report.secret.SecretFile] first.
@NullMarked
package nomadops.health.report.secret;

import org.jspecify.annotations.NullMarked;
