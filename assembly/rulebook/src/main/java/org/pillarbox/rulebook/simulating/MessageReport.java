package org.pillarbox.rulebook.simulating;

import java.util.List;
import org.pillarbox.rules.Explanation;

/**
 * What would become of one message.
 *
 * @param recipients each recipient's copy
 */
public record MessageReport(List<OfRecipient> recipients) {
  public MessageReport {
    recipients = List.copyOf(recipients);
  }

  /**
   * One copy.
   *
   * @param recipient whose
   * @param draft what the draft makes of it
   * @param live what the live rules do
   * @param different whether that is not the same
   * @param explanation each rule of the draft
   */
  public record OfRecipient(
      String recipient, String draft, String live, boolean different, Explanation explanation) {}
}
