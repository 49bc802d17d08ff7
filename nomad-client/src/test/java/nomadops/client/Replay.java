package nomadops.client;

/// Makes the call that a recording answers, and says what it must give.
@FunctionalInterface
interface Replay {
  void play(NomadClient nomad, Recording recorded) throws Exception;
}
