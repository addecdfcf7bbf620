package org.pillarbox.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.apache.james.managesieve.api.SieveParser;
import org.apache.james.managesieve.jsieve.Parser;
import org.pillarbox.actions.sieve.SieveLanguage;

/**
 * ManageSieve checks scripts by the language in which they are run. To be given to {@code
 * overrideWith}.
 *
 * <p>Binds {@link SieveParser}. Nothing must be bound elsewhere.
 */
final class ScriptLanguageModule extends AbstractModule {
  @Provides
  @Singleton
  SieveParser parser() {
    return new Parser(SieveLanguage.factory());
  }
}
