package org.pillarbox.webadmin.door;

/** Where a request goes. */
enum Destination {
  /** Answered by the door: the process runs. */
  LIVE,
  /** Answered by the door: the appliance takes mail. */
  READY,
  /** James' webadmin, behind a token. */
  ADMIN,
  /** The part of webadmin that a token of scope observe opens. */
  OBSERVE,
  /** James' JMAP, which asks for the password itself. */
  JMAP,
  /** JMAP's event stream: long silences are normal (RFC 8620 section 7.3). */
  JMAP_EVENTS,
  /** JMAP over a web socket (RFC 8887). */
  JMAP_SOCKET;

  /**
   * Whether this is shut until the appliance has said that it is ready: before, the account of the
   * self-test is there and what an admin changes may meet a store that is not set up.
   */
  boolean needsReadiness() {
    return switch (this) {
      case LIVE, READY, OBSERVE -> false;
      case ADMIN, JMAP, JMAP_EVENTS, JMAP_SOCKET -> true;
    };
  }

  static Destination of(DoorPath path) {
    int depth = path.segments().size();
    return switch (path.first()) {
      case "live" -> depth == 1 ? LIVE : ADMIN;
      case "ready" -> depth == 1 ? READY : ADMIN;
      case "metrics" -> depth == 1 ? OBSERVE : ADMIN;
      case "healthcheck" -> OBSERVE;
      case "pillarbox" -> isStatus(path) ? OBSERVE : ADMIN;
      case "jmap" -> isSocket(path) ? JMAP_SOCKET : JMAP;
      case ".well-known" -> isJmapDiscovery(path) ? JMAP : ADMIN;
      case "upload", "download" -> JMAP;
      case "eventSource" -> JMAP_EVENTS;
      default -> ADMIN;
    };
  }

  private static boolean isStatus(DoorPath path) {
    return path.segments().size() == 2 && path.segments().get(1).equals("status");
  }

  private static boolean isSocket(DoorPath path) {
    return path.segments().size() == 2 && path.segments().get(1).equals("ws");
  }

  private static boolean isJmapDiscovery(DoorPath path) {
    return path.segments().size() == 2 && path.segments().get(1).equals("jmap");
  }
}
