package org.pillarbox.engines.cassandra;

import java.util.Set;
import org.apache.cassandra.auth.AuthenticatedUser;
import org.apache.cassandra.auth.IRoleManager;
import org.apache.cassandra.auth.IRoleManager.Option;
import org.apache.cassandra.auth.RoleOptions;
import org.apache.cassandra.auth.RoleResource;
import org.apache.cassandra.config.DatabaseDescriptor;

/**
 * The one login of this Cassandra.
 *
 * <p>Cassandra would make {@code cassandra}/{@code cassandra} in a background task some time after
 * the start. The engine's options put that task off for ever ({@code
 * cassandra.superuser_setup_delay_ms}); this class creates the superuser in the process, before any
 * port is open, and drops the default one should it exist.
 */
final class Superuser {
  private static final String DEFAULT_NAME = "cassandra";

  private Superuser() {}

  static void ensure(String name, String password) {
    IRoleManager roles = DatabaseDescriptor.getRoleManager();
    Set<RoleResource> existing = roles.getAllRoles();
    RoleOptions options = new RoleOptions();
    options.setOption(Option.SUPERUSER, true);
    options.setOption(Option.LOGIN, true);
    options.setOption(Option.PASSWORD, password);
    RoleResource role = RoleResource.role(name);
    if (existing.contains(role)) {
      roles.alterRole(AuthenticatedUser.SYSTEM_USER, role, options);
    } else {
      roles.createRole(AuthenticatedUser.SYSTEM_USER, role, options);
    }
    RoleResource wellKnown = RoleResource.role(DEFAULT_NAME);
    if (!name.equals(DEFAULT_NAME) && existing.contains(wellKnown)) {
      roles.dropRole(AuthenticatedUser.SYSTEM_USER, wellKnown);
    }
  }
}
