package org.pillarbox.search;

import java.util.List;
import java.util.Optional;

/**
 * What is searched for in a message, as plain text, not yet folded.
 *
 * @param headers the header fields of the message itself, in their order, bounded
 * @param body text and HTML parts shown inline, and the main header fields of messages within it
 * @param attachments text of attachments
 * @param fileNames names of attachments, also of those whose text can't be read
 * @param gap why something is missing, for the log; empty if all was read
 */
record MessageText(
    List<Header> headers,
    List<String> body,
    List<String> attachments,
    List<String> fileNames,
    Optional<String> gap) {

  /**
   * One header field, unfolded.
   *
   * @param name in small letters
   * @param raw the value as it stands in the message, encoded words included
   * @param value the value as a reader sees it
   */
  record Header(String name, String raw, String value) {}

  /** The first field of that name, if there is one. */
  Optional<Header> first(String name) {
    return headers.stream().filter(header -> header.name().equals(name)).findFirst();
  }
}
