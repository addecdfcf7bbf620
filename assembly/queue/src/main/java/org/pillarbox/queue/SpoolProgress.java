package org.pillarbox.queue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.actions.DeliveryProgress;

/**
 * The progress of the messages that are in hand, found by the entry of the spool that all copies of
 * a message name.
 */
@Singleton
public final class SpoolProgress implements DeliveryProgress {
  private static final AttributeName ENTRY = AttributeName.of("pillarbox.entry");

  private final Map<String, Try> tries = new ConcurrentHashMap<>();

  @Inject
  public SpoolProgress() {}

  /** One try of one message. Used by one thread. */
  static final class Try {
    private final Set<String> done;
    private final Map<MailAddress, Throwable> failed = new LinkedHashMap<>();

    private Try(Set<String> done) {
      this.done = new LinkedHashSet<>(done);
    }

    Set<String> done() {
      return done;
    }

    Map<MailAddress, Throwable> failed() {
      return failed;
    }
  }

  Try begin(Mail mail, String entry, Set<String> doneBefore) {
    mail.setAttribute(new Attribute(ENTRY, AttributeValue.of(entry)));
    Try begun = new Try(doneBefore);
    tries.put(entry, begun);
    return begun;
  }

  void end(String entry) {
    tries.remove(entry);
  }

  @Override
  public boolean isDone(Mail mail, String step) {
    return find(mail).map(current -> current.done.contains(step)).orElse(false);
  }

  @Override
  public void done(Mail mail, String step) {
    find(mail).ifPresent(current -> current.done.add(step));
  }

  @Override
  public void failed(Mail mail, MailAddress recipient, Throwable cause) {
    Try current =
        find(mail)
            .orElseThrow(
                () -> new IllegalStateException(mail.getName() + " is not in hand", cause));
    current.failed.put(recipient, cause);
  }

  private Optional<Try> find(Mail mail) {
    return AttributeUtils.getValueAndCastFromMail(mail, ENTRY, String.class).map(tries::get);
  }
}
