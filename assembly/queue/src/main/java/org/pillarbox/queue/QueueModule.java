package org.pillarbox.queue;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.mailetcontainer.impl.JamesMailSpooler;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.pillarbox.actions.DeliveryProgress;

/**
 * Mail in transit on one node.
 *
 * <p>Binds: {@link QueueConfiguration} (as given), {@link FileMailQueueFactory} and {@link
 * MailQueueFactory} in the three generic forms that James asks for, {@link DeliveryProgress},
 * {@link SpoolSpace}; adds two health checks.
 *
 * <p>To be bound elsewhere: {@code MailQueueItemDecoratorFactory}, {@code GaugeRegistry}, {@code
 * MetricFactory}, {@code Clock}, {@code MailRepositoryStore}, {@code MailProcessor} and the rest of
 * James' MailetContainerModule, {@code DeliveryOutcomes}. James' own binding of {@code
 * JamesMailSpooler} must give way to {@link SpoolerModule}.
 */
public final class QueueModule extends AbstractModule {
  private final QueueConfiguration configuration;
  private final DeliveryGate gate;

  /** Routes mail from the moment that the spooler is made. */
  public QueueModule(QueueConfiguration configuration) {
    this(configuration, DeliveryGate.opened());
  }

  /**
   * Routes mail once the gate is open.
   *
   * @param gate opened by whoever knows that the whole server stands
   */
  public QueueModule(QueueConfiguration configuration, DeliveryGate gate) {
    this.configuration = configuration;
    this.gate = gate;
  }

  @Override
  protected void configure() {
    bind(QueueConfiguration.class).toInstance(configuration);
    bind(DeliveryGate.class).toInstance(gate);
    bind(FileMailQueueFactory.class).in(Scopes.SINGLETON);
    bind(SpoolProgress.class).in(Scopes.SINGLETON);
    bind(DeliveryProgress.class).to(SpoolProgress.class);
    bind(SpoolSpace.class).in(Scopes.SINGLETON);
    Multibinder<HealthCheck> checks = Multibinder.newSetBinder(binder(), HealthCheck.class);
    checks.addBinding().to(QueueHealthCheck.class);
    checks.addBinding().to(SetApartHealthCheck.class);
  }

  @Provides
  @Singleton
  MailQueueFactory<? extends ManageableMailQueue> manageable(FileMailQueueFactory factory) {
    return factory;
  }

  @Provides
  @Singleton
  MailQueueFactory<? extends MailQueue> plain(FileMailQueueFactory factory) {
    return factory;
  }

  @Provides
  @Singleton
  MailQueueFactory<?> any(FileMailQueueFactory factory) {
    return factory;
  }

  /**
   * Puts our spooler in the place of James': install with {@code Modules.override(...).with(new
   * SpoolerModule())}.
   */
  public static final class SpoolerModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(Spooler.class).in(Scopes.SINGLETON);
      bind(JamesMailSpooler.class).to(Spooler.class);
    }
  }
}
