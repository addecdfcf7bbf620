package org.pillarbox.webadmin.door;

import java.util.OptionalInt;

/** Where James' own HTTP listeners are: ports on 127.0.0.1, asked for at every request. */
public interface Backends {
  /** The port of webadmin, empty while it is not started. */
  OptionalInt admin();

  /** The port of JMAP, empty while it is not started or switched off. */
  OptionalInt jmap();
}
