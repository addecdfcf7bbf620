package org.pillarbox.protection.message;

import org.pillarbox.protection.Bound;

/**
 * How large a message's structure may be. What is over a bound is refused before it is taken: later
 * it would be parsed again and again by code that has none.
 *
 * @param depth multiparts and attached messages inside each other
 * @param parts body parts in all
 * @param headerBytes bytes of all headers, those of parts included
 * @param headerLines header fields in all
 * @param addresses addresses in the message's own From, Sender, Reply-To, To, Cc and Bcc fields
 */
public record MessageBounds(int depth, int parts, int headerBytes, int headerLines, int addresses) {
  public MessageBounds {
    Bound.atLeast("message.depth", depth, 5);
    Bound.atLeast("message.parts", parts, 10);
    Bound.atLeast("message.headerBytes", headerBytes, 16 * 1024);
    Bound.atLeast("message.headerLines", headerLines, 100);
    Bound.atLeast("message.addresses", addresses, 100);
  }

  /** The figures of DESIGN.md. */
  public static MessageBounds defaults() {
    return new MessageBounds(20, 1_000, 1024 * 1024, 2_000, 5_000);
  }
}
