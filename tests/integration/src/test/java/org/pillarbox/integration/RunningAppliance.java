package org.pillarbox.integration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one appliance, engines and all, for every test class of the run, and stops it at the end.
 */
public final class RunningAppliance implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestAppliance.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RunningAppliance.class))
        .getOrComputeIfAbsent("appliance", key -> start(), Started.class)
        .appliance();
  }

  private static Started start() {
    try {
      Path data = Files.createTempDirectory("pillarbox-integration");
      // As the script leaves it when only root may read the file that the admin named.
      Path password = data.resolve("run/admin-password");
      Files.createDirectories(password.getParent());
      Files.writeString(password, TestAppliance.PASSWORD + "\n");
      return new Started(
          TestAppliance.start(data, Map.of("PILLARBOX_ADMIN_PASSWORD_FILE", password.toString())));
    } catch (Exception e) {
      throw new IllegalStateException("The appliance did not start", e);
    }
  }

  /** Closed by JUnit with the root store. */
  private record Started(TestAppliance appliance)
      implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() throws Exception {
      appliance.close();
    }
  }
}
