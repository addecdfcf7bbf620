package org.pillarbox.actions.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.pillarbox.actions.Quarantine;

/** A quarantine for tests, which can be away. */
public final class InMemoryQuarantine implements Quarantine {
  /**
   * What is held.
   *
   * @param mail as it is released
   * @param holding why
   */
  public record Item(MailImpl mail, Holding holding) {}

  private final Map<String, Item> items = new LinkedHashMap<>();
  private boolean away;

  /** From now on it fails, or works again. */
  public void setAway(boolean isAway) {
    away = isAway;
  }

  @Override
  public String hold(Mail copy, Holding holding) throws MessagingException {
    if (away) {
      throw new MessagingException("the quarantine is away");
    }
    MailImpl mail = MailImpl.duplicate(copy);
    mail.setRecipients(holding.recipients());
    String number = "q" + (items.size() + 1);
    items.put(number, new Item(mail, holding));
    return number;
  }

  /** What is held under this number. */
  public Item item(String number) {
    return items.get(number);
  }

  /** All that is held. */
  public List<Item> items() {
    return new ArrayList<>(items.values());
  }
}
