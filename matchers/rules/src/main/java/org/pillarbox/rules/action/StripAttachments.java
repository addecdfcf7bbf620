package org.pillarbox.rules.action;

import java.util.List;
import java.util.Locale;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Takes attachments out, says so in the message, and keeps the original in quarantine.
 *
 * @param extension of these extensions
 * @param type of these media types by content
 * @param list whose names match these named lists of patterns
 * @param notice what the message says instead; {@code {names}} is filled in
 */
@Described(
    name = "strip-attachments",
    meaning = "Take attachments out, say so in the message, and keep the original in quarantine.",
    example = "{extension: [js, vbs]}")
public record StripAttachments(
    @Param("of these extensions, without dot") List<String> extension,
    @Param("of these media types by content; type/* means all of a type") List<String> type,
    @Param("whose names match one of these named lists of patterns") List<String> list,
    @Param(
            value = "what the message says instead; {names} is filled in",
            standard = "Removed by a rule of this server: {names}")
        String notice)
    implements Action {

  public StripAttachments {
    extension =
        Bounds.lines("extension", extension, 50).stream()
            .map(one -> (one.startsWith(".") ? one.substring(1) : one).toLowerCase(Locale.ROOT))
            .toList();
    type =
        Bounds.lines("type", type, 200).stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
    list = Bounds.lines("list", list, 200);
    notice = Bounds.text("notice", notice, 2_000);
    if (extension.isEmpty() && type.isEmpty() && list.isEmpty()) {
      throw new IllegalArgumentException("extension, type or list is expected");
    }
  }

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.BODY;
  }
}
