package org.pillarbox.actions.rules;

import java.util.Set;

/** What a file is, by its content. */
@FunctionalInterface
public interface AttachmentTypes {
  /** Media types in small letters; none when nothing is recognised. */
  Set<String> of(byte[] content);

  /** Where nothing looks into files: what the message declares must do. */
  static AttachmentTypes asDeclared() {
    return content -> Set.of();
  }
}
