package org.pillarbox.server.configuration;

/**
 * The largest message that is taken, in every respect in which one can be large.
 *
 * @param size all bytes; announced by SIZE, refused with 552 5.3.4 (RFC 1870)
 * @param recipients per message, 452 4.5.3 beyond
 * @param mimeDepth parts within parts
 * @param mimeParts parts in all
 * @param headerSize bytes of header
 * @param headerLines lines of header
 * @param addressList addresses in one header field
 * @param receivedHeaders servers passed before a message counts as looping
 */
public record MessageLimits(
    @Meaning("Largest message.") DataSize size,
    @Meaning("Most recipients of one message.") int recipients,
    @Meaning("Deepest nesting of MIME parts.") int mimeDepth,
    @Meaning("Most MIME parts.") int mimeParts,
    @Meaning("Largest header of a message or part.") DataSize headerSize,
    @Meaning("Most header lines.") int headerLines,
    @Meaning("Most addresses in one header field.") int addressList,
    @Meaning("Most Received headers; with more, the message is in a loop.") int receivedHeaders) {
  /** The bounds of DESIGN.md. */
  public static MessageLimits defaults() {
    return new MessageLimits(
        DataSize.megabytes(50), 500, 20, 1_000, DataSize.megabytes(1), 2_000, 5_000, 50);
  }

  /** Refuses bounds that would refuse ordinary mail (RFC 5321 section 4.5.3.1) or bound nothing. */
  public MessageLimits {
    Checks.atLeast("size", size, DataSize.kilobytes(64));
    if (size.bytes() > DataSize.megabytes(1024).bytes()) {
      throw new IllegalArgumentException("size " + size + " is too large; the most is 1GB");
    }
    Checks.between("recipients", recipients, 100, 100_000);
    Checks.between("mimeDepth", mimeDepth, 5, 100);
    Checks.between("mimeParts", mimeParts, 10, 100_000);
    Checks.atLeast("headerSize", headerSize, DataSize.kilobytes(16));
    Checks.between("headerLines", headerLines, 100, 100_000);
    Checks.between("addressList", addressList, 100, 100_000);
    Checks.between("receivedHeaders", receivedHeaders, 10, 1_000);
  }
}
