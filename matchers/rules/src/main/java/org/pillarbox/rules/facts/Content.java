package org.pillarbox.rules.facts;

import java.util.List;
import java.util.Set;

/**
 * The message's content, each part known or not by itself: a message that can't be parsed has a
 * size and unknown attachments.
 *
 * @param size bytes of the whole message
 * @param headers its header
 * @param text its text, bounded
 * @param attachments its attachments, bounded by what the appliance accepts (1,000 parts)
 * @param traits what kind of message it is
 */
public record Content(
    Fact<Long> size,
    Fact<Headers> headers,
    Fact<Text> text,
    Fact<List<Attachment>> attachments,
    Fact<Set<Trait>> traits) {
  public Content {
    attachments = attachments.map(List::copyOf);
    traits = traits.map(Set::copyOf);
  }

  /** Before DATA: all of it comes later. */
  public static Content later() {
    return new Content(Fact.later(), Fact.later(), Fact.later(), Fact.later(), Fact.later());
  }

  /** Nothing can be said of it any more, as in a record kept without body. */
  public static Content unknown(String reason) {
    return new Content(
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason));
  }

  /** The same with this header. */
  public Content withHeaders(Fact<Headers> other) {
    return new Content(size, other, text, attachments, traits);
  }

  /** The same with its size known, as MAIL's SIZE tells before DATA (RFC 1870). */
  public Content withSize(long bytes) {
    return new Content(Fact.of(bytes), headers, text, attachments, traits);
  }
}
