package nomadops.health.cli;

import nomadops.client.NomadClient;

/// What checks ask through: the Nomad agent beside this process, time and chance.
record Surrounds(NomadClient nomad, Clockwork time) {}
