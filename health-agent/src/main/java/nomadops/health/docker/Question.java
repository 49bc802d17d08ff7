package nomadops.health.docker;

import nomadops.health.check.Finding;

/// What is asked, and what must come back.
enum Question {
  PING("/_ping") {
    @Override
    boolean fits(String body) {
      return body.strip().equals("OK");
    }
  },

  /// The one that Nomad's fingerprint asks, and that needs nothing of what can be stuck.
  VERSION("/version") {
    @Override
    boolean fits(String body) {
      return Json.of(body).path("ApiVersion").isString();
    }
  },

  /// Goes through the daemon's containers, and hung where the others were answered still
  /// (moby/moby#33994). With a limit it is the newest ones, stopped ones too.
  LIST("/containers/json", "?limit=1") {
    @Override
    boolean fits(String body) {
      return Json.of(body).isArray();
    }
  },

  /// Goes through the storage driver and the runtimes.
  INFO("/info") {
    @Override
    boolean fits(String body) {
      return Json.of(body).isObject();
    }
  };

  private final String name;
  private final String query;

  Question(String name) {
    this(name, "");
  }

  Question(String name, String query) {
    this.name = name;
    this.query = query;
  }

  String path() {
    return name + query;
  }

  abstract boolean fits(String body);

  /// What one reply says of the daemon, the name of the call first.
  Finding judge(Reply reply) {
    return switch (reply) {
      case Reply.Answered(int status, String body, var took) when status == 200 && fits(body) ->
          Finding.ok(name + " " + took.toMillis() + " ms");
      case Reply.Answered(int status, String body, _) when status == 200 ->
          Finding.fail(name + " answered what no Docker daemon does: " + Json.said(body));
      case Reply other -> Judgement.of(name, other);
    };
  }

  static boolean endsTheTalk(Reply reply) {
    return reply instanceof Reply.Absent || reply instanceof Reply.Denied;
  }
}
