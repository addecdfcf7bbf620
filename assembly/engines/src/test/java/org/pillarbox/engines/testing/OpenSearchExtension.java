package org.pillarbox.engines.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pillarbox.engines.EngineTree;
import org.pillarbox.engines.OpenSearchConfiguration;
import org.pillarbox.engines.OpenSearchEngine;

/**
 * Gives a test a running OpenSearch: {@code @ExtendWith(OpenSearchExtension.class)}, and a
 * parameter of type {@link OpenSearchEngine.Endpoint} or {@link OpenSearchEngine}. One per JVM, on
 * ports of its own, empty at first; tests that share it use indices of their own.
 */
public final class OpenSearchExtension implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(OpenSearchExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    engine(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type.equals(OpenSearchEngine.Endpoint.class) || type.equals(OpenSearchEngine.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    OpenSearchEngine engine = engine(context);
    return parameter.getParameter().getType().equals(OpenSearchEngine.class)
        ? engine
        : engine.endpoint();
  }

  private static OpenSearchEngine engine(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Shared.class, key -> start(), Shared.class)
        .engine();
  }

  private static Shared start() {
    Path data = TestDirectories.create();
    OpenSearchEngine engine =
        new OpenSearchEngine(
            EngineTree.locate(),
            data,
            OpenSearchConfiguration.defaults()
                .withPorts(FreePorts.next(), FreePorts.next())
                .withJvmOptions(ShortLived.JVM_OPTIONS));
    return new Shared(SharedEngine.start(engine, data));
  }

  private record Shared(SharedEngine<OpenSearchEngine> shared)
      implements ExtensionContext.Store.CloseableResource {
    OpenSearchEngine engine() {
      return shared.engine();
    }

    @Override
    public void close() {
      shared.close();
    }
  }
}
