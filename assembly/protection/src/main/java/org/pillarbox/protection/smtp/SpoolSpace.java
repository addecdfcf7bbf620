package org.pillarbox.protection.smtp;

/** Whether there is room for one more message where spool and store live. */
public interface SpoolSpace {
  /**
   * Whether a message of that many bytes can be taken and the disk still has its reserve. Answers
   * at once.
   */
  boolean hasRoomFor(long bytes);
}
