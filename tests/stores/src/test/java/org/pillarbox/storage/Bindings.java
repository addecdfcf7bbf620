package org.pillarbox.storage;

import com.google.inject.Injector;
import javax.inject.Inject;
import org.apache.james.utils.GuiceProbe;

/** Lets a test have anything that the composition binds. */
final class Bindings implements GuiceProbe {
  private final Injector injector;

  @Inject
  Bindings(Injector injector) {
    this.injector = injector;
  }

  <T> T get(Class<T> type) {
    return injector.getInstance(type);
  }
}
