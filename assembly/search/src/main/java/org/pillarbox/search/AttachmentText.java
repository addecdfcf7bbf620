package org.pillarbox.search;

import java.io.InputStream;
import java.util.Optional;

/**
 * Turns an attachment into text. It is allowed to fail, to be slow within its own bound, and to say
 * nothing: a message is then indexed without that text.
 */
interface AttachmentText {
  /**
   * The words of one attachment.
   *
   * @param content the decoded attachment, read as far as its bound goes
   * @param limit most characters to return
   * @return empty if the format is not known, or the attachment could not be read in its time
   */
  Optional<String> extract(InputStream content, int limit);

  /** Reads no attachment at all. */
  static AttachmentText none() {
    return (content, limit) -> Optional.empty();
  }
}
