package org.pillarbox.engines.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pillarbox.engines.CassandraConfiguration;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.Credentials;
import org.pillarbox.engines.EngineTree;

/**
 * Gives a test a running Cassandra: {@code @ExtendWith(CassandraExtension.class)}, and a parameter
 * of type {@link CassandraEngine.Endpoint} or {@link CassandraEngine}. One per JVM, on ports of its
 * own, empty at first; tests that share it use keyspaces of their own.
 */
public final class CassandraExtension implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(CassandraExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    engine(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type.equals(CassandraEngine.Endpoint.class) || type.equals(CassandraEngine.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    CassandraEngine engine = engine(context);
    return parameter.getParameter().getType().equals(CassandraEngine.class)
        ? engine
        : engine.endpoint();
  }

  private static CassandraEngine engine(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Shared.class, key -> start(), Shared.class)
        .engine();
  }

  private static Shared start() {
    Path data = TestDirectories.create();
    CassandraEngine engine =
        new CassandraEngine(
            EngineTree.locate(),
            data,
            CassandraConfiguration.defaults()
                .withPorts(FreePorts.next(), FreePorts.next())
                .withJvmOptions(ShortLived.JVM_OPTIONS),
            Credentials.random("pillarbox"));
    return new Shared(SharedEngine.start(engine, data));
  }

  private record Shared(SharedEngine<CassandraEngine> shared)
      implements ExtensionContext.Store.CloseableResource {
    CassandraEngine engine() {
      return shared.engine();
    }

    @Override
    public void close() {
      shared.close();
    }
  }
}
