package org.pillarbox.conditions.content;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the files of one message are by their content, told as the condition on attachments' types
 * tells it. The bounds are the message's: a file that comes when they are used up is known by its
 * first bytes only. For one thread.
 */
public final class FileTypes {
  private final FileInspection inspection;

  private FileTypes(FileInspection inspection) {
    this.inspection = inspection;
  }

  /**
   * For the files of one message, from now on.
   *
   * @param bytes size of the message
   */
  public static FileTypes ofMessage(long bytes, InspectionBounds bounds) {
    return new FileTypes(new FileInspection(bounds, Work.on(bytes, bounds)));
  }

  /**
   * The media type of a file; empty if nothing recognises it.
   *
   * @throws IOException when the file can't be put by for the inspection
   */
  public Optional<String> of(byte[] file) throws IOException {
    try (Held held = new Held()) {
      held.write(file);
      FileType type = inspection.inspect(held, List.of(), "").type();
      return type == FileType.UNKNOWN ? Optional.empty() : Optional.of(type.mediaType());
    }
  }
}
