package org.pillarbox.protection.jmap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.apache.james.jmap.api.change.EmailChangeRepository;
import org.apache.james.jmap.api.model.Preview;
import org.apache.james.jmap.core.SessionTranslator;
import org.apache.james.jmap.json.EmailSetSerializer;
import org.apache.james.jmap.method.EmailImportMethod;
import org.apache.james.jmap.method.EmailParseMethod;
import org.apache.james.jmap.method.ZoneIdProvider;
import org.apache.james.jmap.routes.SessionSupplier;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.html.HtmlTextExtractor;

/**
 * The bounds of a message on what comes in by JMAP. To be combined exactly where James' {@code
 * JMAPServerModule} is.
 *
 * <p>Binds {@link EmailImportMethod} and {@link EmailParseMethod}, James' own but for the blobs
 * that they may read. Must be bound elsewhere: {@code ProtectionConfiguration} and what {@code
 * JMAPServerModule} binds or asks for.
 */
public final class JmapBoundsModule extends AbstractModule {
  @Provides
  @Singleton
  EmailImportMethod imports(
      MetricFactory metrics,
      SessionSupplier sessions,
      SessionTranslator translator,
      BoundedMessages blobs,
      EmailSetSerializer serializer,
      MailboxManager mailboxes,
      EmailChangeRepository changes) {
    return new EmailImportMethod(
        metrics, sessions, translator, blobs, serializer, mailboxes, changes);
  }

  @Provides
  @Singleton
  EmailParseMethod parses(
      BoundedMessages blobs,
      ZoneIdProvider zones,
      MetricFactory metrics,
      SessionSupplier sessions,
      SessionTranslator translator,
      Preview.Factory previews,
      HtmlTextExtractor html) {
    return new EmailParseMethod(blobs, zones, metrics, sessions, translator, previews, html);
  }
}
