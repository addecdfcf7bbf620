package org.pillarbox.webadmin.james;

import java.util.OptionalInt;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.james.webadmin.WebAdminServer;
import org.pillarbox.webadmin.door.Backends;

/** Asks James' servers for the ports that the system gave them. */
@Singleton
public final class JamesBackends implements Backends {
  private final Provider<WebAdminServer> webadmin;
  private final Provider<LoopbackJmapServer> jmap;

  @Inject
  public JamesBackends(Provider<WebAdminServer> webadmin, Provider<LoopbackJmapServer> jmap) {
    this.webadmin = webadmin;
    this.jmap = jmap;
  }

  @Override
  public OptionalInt admin() {
    try {
      int port = webadmin.get().getPort().getValue();
      return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
    } catch (IllegalStateException | IllegalArgumentException notStarted) {
      // Spark has no other way to be asked whether it listens.
      return OptionalInt.empty();
    }
  }

  @Override
  public OptionalInt jmap() {
    return jmap.get().listening();
  }
}
