package org.pillarbox.conditions.content;

import java.time.Duration;
import java.util.Arrays;

/**
 * How much of a message is looked at. What lies behind a bound is not taken for absent: the
 * inspection says that it did not look there, and a condition on it is unknown.
 *
 * @param depth multiparts and attached messages inside each other
 * @param parts body parts in all
 * @param headerBytes bytes of one part's header, and of the header fields that are kept
 * @param headerLines header fields of one part, and that are kept
 * @param textCharacters characters of body text kept, markup not counted
 * @param fileBytes bytes of one attachment, decoded
 * @param archiveDepth archives inside each other
 * @param archiveEntries entries of archives, all of a message together
 * @param unpackedBytes bytes unpacked from archives, all of a message together
 * @param work time of the processor, whatever the message
 * @param workPerMegabyte time of the processor in addition, for each megabyte of the message
 */
public record InspectionBounds(
    int depth,
    int parts,
    int headerBytes,
    int headerLines,
    int textCharacters,
    long fileBytes,
    int archiveDepth,
    int archiveEntries,
    long unpackedBytes,
    Duration work,
    Duration workPerMegabyte) {
  public InspectionBounds {
    long[] figures = {
      depth,
      parts,
      headerBytes,
      headerLines,
      textCharacters,
      fileBytes,
      archiveDepth,
      archiveEntries,
      unpackedBytes
    };
    if (Arrays.stream(figures).anyMatch(figure -> figure < 1)) {
      throw new IllegalArgumentException(
          "bounds of the inspection must be at least 1, got " + Arrays.toString(figures));
    }
    if (work.isNegative() || work.isZero() || workPerMegabyte.isNegative()) {
      throw new IllegalArgumentException(
          "work %s + %s per megabyte: a time above zero, and one of at least zero, are expected"
              .formatted(work, workPerMegabyte));
    }
  }

  /** The same with another time of the processor, for small messages too. */
  public InspectionBounds withWork(Duration other) {
    return new InspectionBounds(
        depth,
        parts,
        headerBytes,
        headerLines,
        textCharacters,
        fileBytes,
        archiveDepth,
        archiveEntries,
        unpackedBytes,
        other,
        Duration.ZERO);
  }

  /** The figures of DESIGN.md where it has one; unpacking them all takes about half a second. */
  public static InspectionBounds defaults() {
    return new InspectionBounds(
        20,
        1_000,
        1 << 20,
        2_000,
        256 * 1024,
        64L << 20,
        3,
        10_000,
        64L << 20,
        Duration.ofSeconds(1),
        Duration.ofMillis(200));
  }
}
