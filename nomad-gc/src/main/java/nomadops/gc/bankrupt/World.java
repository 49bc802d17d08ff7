package nomadops.gc.bankrupt;

import java.time.InstantSource;
import nomadops.client.NomadClient;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.intake.Judge;
import nomadops.gc.purge.Fence;
import nomadops.gc.purge.Safekeeping;
import nomadops.gc.purge.Trail;

/// What a bankruptcy needs from outside.
///
/// @param records where the record is kept
/// @param fence whether this process holds the operators' lock; asked before each delete
/// @param trail the audit log of single jobs
/// @param judge says which jobs are due
/// @param safekeeping of each batch before it is deleted
/// @param clock what jobs are judged by
public record World(
    NomadClient nomad,
    RecordStore records,
    Fence fence,
    Trail trail,
    Deeds deeds,
    Judge judge,
    Safekeeping safekeeping,
    InstantSource clock,
    Ticker ticker,
    Pause pause) {}
