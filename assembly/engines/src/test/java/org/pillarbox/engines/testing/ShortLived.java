package org.pillarbox.engines.testing;

import java.util.List;

/** For engines of a test. */
public final class ShortLived {
  /** They end before the better compiler has paid for itself. */
  public static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

  private ShortLived() {}
}
