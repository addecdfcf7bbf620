package org.pillarbox.actions;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.mail.MessagingException;

/** The chain of reasons of a failure, including JavaMail's own chain (getNextException). */
public final class Causes {
  private static final int MOST = 100;

  private Causes() {}

  /**
   * The failure itself and all that led to it; bounded, and each once even if the chain is a ring.
   */
  public static Stream<Throwable> of(Throwable failure) {
    Set<Throwable> found = new LinkedHashSet<>();
    collect(failure, found);
    return found.stream();
  }

  private static void collect(Throwable failure, Set<Throwable> found) {
    if (failure == null || found.size() >= MOST || !found.add(failure)) {
      return;
    }
    collect(failure.getCause(), found);
    if (failure instanceof MessagingException chained) {
      collect(chained.getNextException(), found);
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      collect(suppressed, found);
    }
  }
}
