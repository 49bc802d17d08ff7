/// What is known of a dead job: a compact record of the facts in one row of `GET /v1/jobs`, nothing
/// more, so that a list of a million rows can stream through. Nothing is decided here. Read
/// [nomadops.gc.job.DeadJob] first.
@NullMarked
package nomadops.gc.job;

import org.jspecify.annotations.NullMarked;
