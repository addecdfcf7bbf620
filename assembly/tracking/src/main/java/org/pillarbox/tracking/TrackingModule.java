package org.pillarbox.tracking;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.pillarbox.actions.DeliveryOutcomes;

/**
 * What happened to each message, in the log. Binds {@link DeliveryOutcomes}; needs nothing. How the
 * log is written is said by {@code org/pillarbox/tracking/logback.xml}.
 */
public final class TrackingModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(DeliveryOutcomes.class).to(MailLog.class).in(Scopes.SINGLETON);
  }
}
